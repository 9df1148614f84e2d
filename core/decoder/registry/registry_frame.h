#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// The zero byte and the id before the payload proper.
inline constexpr std::size_t kRegistryFrameBytes = 5;

/// The schema id of a payload in Confluent's wire format:
/// producers that use a schema registry write a zero byte and the schema's id (four bytes,
/// big-endian) before the payload proper, which is empty for an Avro record without fields. Nothing when the
/// payload does not start like that.
[[nodiscard]] std::optional<std::int32_t> registrySchemaId(std::string_view payload);
/// The payload proper of JSON in that format; any other payload as it is.
[[nodiscard]] std::string_view withoutJsonFrame(std::string_view payload);
/// Which formats a payload in that frame may have, as people write them: JSON when an object or array
/// follows, otherwise each format with schemas, because only the schema tells them apart. Empty for any other
/// payload.
[[nodiscard]] std::vector<std::string_view> framedFormats(std::string_view payload);
/// "Avro or Protobuf behind a schema registry, schema id 7"; empty for any other payload.
[[nodiscard]] std::string registryLook(std::string_view payload);
/// Why such a record is not decoded; empty for any other payload.
[[nodiscard]] std::string whyFrameIsNotDecoded(std::string_view payload);

} // namespace driftwood::decoder
