#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A schema's name in a manifest and among the schemas met: "id:7" (a registry's number),
/// "guid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "fingerprint:c15d213aa4d7a795"; empty for the schema of
/// payloads that name none.
[[nodiscard]] std::string schemaKeyOfId(std::int32_t id);
[[nodiscard]] std::string schemaKeyOfFingerprint(std::uint64_t fingerprint);
/// The schema that a record header names.
struct HeaderSchema {
    std::string key;            ///< empty: there is no such header
    std::string messageIndexes; ///< what follows there: which of a Protobuf schema's messages it is
};
/// Reads a record header (schemaHeader()): 1 and the 16 bytes of a GUID, or 0 and an id. Empty for other
/// bytes.
[[nodiscard]] std::optional<HeaderSchema> schemaOfHeader(const std::optional<std::string_view>& header);
/// Reads the header of Avro's single-object encoding: C3 01 and a little-endian fingerprint.
[[nodiscard]] std::optional<std::string> schemaKeyOfSingleObject(std::string_view payload);
inline constexpr std::size_t kSingleObjectBytes = 10; ///< before the value

/// The header that names the schema of the value or of the key.
[[nodiscard]] const char* schemaHeader(bool ofKeys);

/// "schema id 7", "schema f81d4fae-…", "the schema with fingerprint c15d213aa4d7a795", "the stated schema".
[[nodiscard]] std::string schemaKeyWords(std::string_view key);

/// The newest of several schemas: the one with the highest number that a registry gave, otherwise the last.
[[nodiscard]] std::string newestSchemaKey(const std::vector<std::string>& keys);

[[nodiscard]] std::optional<std::int32_t> idOfSchemaKey(std::string_view key);
[[nodiscard]] std::optional<std::string> guidOfSchemaKey(std::string_view key);

} // namespace driftwood::decoder
