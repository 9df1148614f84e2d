#pragma once

#include "decoder/decoder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// A format in which payloads of a sample can be read.
struct FormatSeen {
    PayloadFormat format{};
    std::int64_t payloads = 0;
    bool operator==(const FormatSeen&) const = default;
};

/// What the values, or the keys, of sampled records are.
struct Detection {
    std::int64_t records = 0;
    std::int64_t payloads = 0;        ///< of the records: they have one that is not empty
    std::vector<FormatSeen> formats;  ///< each that reads some of them, the one of most payloads first
    std::int64_t framed = 0;          ///< they name a schema, and no format could read them
    std::string frame;                ///< "Avro or Protobuf behind a schema registry, schema id 7": the first
    std::string problem;              ///< why not; empty where that is not known
    std::vector<std::string> schemas; ///< keys of those that payloads name (schema_key.h), as first met
    std::vector<std::string> missing; ///< those of the framed ones

    bool operator==(const Detection&) const = default;
};

/// The format of most payloads where it is one of those that are not for people to read as they are, which
/// few payloads of another format look like.
[[nodiscard]] std::optional<PayloadFormat> binaryFormatOf(const Detection& seen);

} // namespace driftwood::decoder
