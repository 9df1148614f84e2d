#include "decoder/formats/single/single_decoder.h"

namespace driftwood::decoder {
namespace {

/// Such payloads look like any others, so that only the user's word makes them this format.
class SingleSampler final : public Sampler {
  public:
    SingleSampler(const SingleFormat& format, bool isStated)
        : m_format(format) {
        if (!isStated)
            return;
        DecoderSpec spec;
        spec.format = format.format;
        spec.schema.fields = {{std::string(kSingleValuePath), format.type()}};
        if (auto decoder = SingleDecoder::make(format, spec))
            m_decoder = std::move(*decoder);
        m_rows.emplace(std::make_shared<const records::Schema>(spec.schema));
        m_survey.declare({std::string(kSingleValuePath), format.type()});
    }

    [[nodiscard]] bool claim(std::string_view payload, const HeaderSchema&) override {
        if (!m_decoder)
            return false;
        broker::RawRecord record;
        record.hasValue = true;
        record.value = payload;
        std::vector<DecodeFailure> failures;
        m_rows->clear();
        m_decoder->decode(broker::RawBatch::view({record}), *m_rows, failures);
        if (!failures.empty()) {
            if (m_problem.empty())
                m_problem = failures.front().reason;
            return false;
        }
        const records::Column& column = m_rows->column(0);
        m_survey.beginRecord();
        m_survey.note(kSingleValuePath, kSingleValuePath, column.valid(0) ? ValueKind::Text : ValueKind::Null,
                      column.asText(0));
        ++m_payloads;
        return true;
    }
    void seeClaimed(std::string_view) override {}
    void seeUnclaimed(std::string_view) override {}
    [[nodiscard]] std::size_t keptBytes() const override { return 0; }

    [[nodiscard]] SampledFormat finish() const override {
        SampledFormat found{
            .payloads = m_payloads, .spec = {}, .survey = m_survey, .problem = {}, .warning = {}};
        found.spec.format = m_format.format;
        if (m_payloads == 0)
            found.problem = m_problem;
        return found;
    }

  private:
    SingleFormat m_format;
    std::unique_ptr<Decoder> m_decoder; ///< null: the format is not stated
    std::optional<records::RecordBatch> m_rows;
    FieldSurvey m_survey;
    std::int64_t m_payloads = 0;
    std::string m_problem;
};

} // namespace

std::unique_ptr<Sampler> singleSampler(const SingleFormat& format, const SampleHints& hints) {
    return std::make_unique<SingleSampler>(format, hints.isStated);
}

} // namespace driftwood::decoder
