#pragma once

#include "decoder/formats/sampler.h"
#include "decoder/formats/tree/tree_format.h"

namespace driftwood::decoder {

/// Takes objects that are in the format from beginning to end; if the format is stated, other values too.
class TreeSampler final : public Sampler {
  public:
    TreeSampler(const TreeFormat& format, const SampleHints& hints)
        : m_format(format)
        , m_isStated(hints.isStated)
        , m_survey(hints.wanted) {}

    [[nodiscard]] bool claim(std::string_view payload, const HeaderSchema& named) override;
    void seeClaimed(std::string_view) override {}
    void seeUnclaimed(std::string_view) override {}
    [[nodiscard]] std::size_t keptBytes() const override { return 0; }
    [[nodiscard]] SampledFormat finish() const override;

  private:
    TreeFormat m_format;
    bool m_isStated;
    FieldSurvey m_survey;
    std::int64_t m_payloads = 0;
};

} // namespace driftwood::decoder
