#pragma once

#include "browsing/record_scan.h"
#include "decoder/payload_text.h"
#include "decoder/registry/schema_naming.h"

#include <memory>
#include <optional>
#include <string>

namespace driftwood::browsing {

/// Values and keys of records for reading, where their format is not for people to read as it is. Asks no
/// registry, so it does not block. Not thread-safe.
class ReadableRecord {
  public:
    /// As JSON; nothing for what is text as it stands, for a value of which the block has only the beginning,
    /// and for what cannot be decoded or has more than 4 MiB when it is decompressed.
    [[nodiscard]] std::optional<std::string> value(const RecordRef& record);
    [[nodiscard]] std::optional<std::string> key(const RecordRef& record);

  private:
    [[nodiscard]] std::optional<std::string> read(const RecordRef& record, bool ofKeys);

    std::shared_ptr<const decoder::DecoderSpec> m_spec; ///< of the readers
    std::optional<decoder::PayloadText> m_values;
    std::optional<decoder::PayloadText> m_keys;
};

/// How a record names the schema of its value, or of its key.
[[nodiscard]] decoder::SchemaNaming schemaOf(const RecordRef& record, bool ofKeys);

} // namespace driftwood::browsing
