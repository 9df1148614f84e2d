#pragma once

#include "decoder/masking/masking_decoder.h"
#include "decoder/payload_text.h"

#include <memory>
#include <optional>
#include <string>

namespace driftwood::browsing {

/// Records with what a connection masks replaced, in place of their bytes: whatever shows, searches, copies
/// or exports them has no more than that. Not thread-safe.
class MaskedRecords {
  public:
    /// `spec`: what decodes them; null where nothing does, and then values with masks are hidden.
    MaskedRecords(std::shared_ptr<const decoder::DecoderSpec> spec, const broker::FieldMasks& masks);

    /// The record as it may be shown: JSON or text where the log has another format. Its views stay as they
    /// are until the next call.
    [[nodiscard]] broker::RawRecord shown(const broker::RawRecord& record, const broker::Headers& headers);

  private:
    [[nodiscard]] std::optional<std::string> valueOf(const broker::RawRecord& record,
                                                     const broker::Headers& headers);
    [[nodiscard]] std::optional<std::string> keyOf(const broker::RawRecord& record,
                                                   const broker::Headers& headers);

    std::shared_ptr<const decoder::DecoderSpec> m_spec;
    decoder::TextMasking m_masking;
    std::optional<decoder::PayloadText> m_values;
    std::optional<decoder::PayloadText> m_keys;
    std::string m_value;
    std::string m_key;
};

} // namespace driftwood::browsing
