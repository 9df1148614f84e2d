#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// Producers that use a schema registry write a zero byte and the schema's id in four bytes, big-endian,
/// before what the schema describes (Confluent's wire format). The id; nothing where the payload does not
/// begin so.
[[nodiscard]] std::optional<std::int32_t> registrySchemaId(std::string_view payload);
/// "Avro behind a schema registry, schema id 7", or JSON where an object or array follows; empty for any
/// other payload. What follows cannot be read without the schema: Protobuf would look the same as Avro.
[[nodiscard]] std::string registryLook(std::string_view payload);
/// The reason why such a record is not decoded; empty for any other.
[[nodiscard]] std::string whyFrameIsNotDecoded(std::string_view payload);

} // namespace driftwood::decoder
