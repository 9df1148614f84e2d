#pragma once

#include "decoder/decoder.h"
#include "decoder/registry/schema_problem.h"

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

/// How many payloads of a sample are compressed in one way.
struct CompressionSeen {
    Compression compression{};
    std::int64_t payloads = 0;
    bool operator==(const CompressionSeen&) const = default;
};

/// The formats found in the values, or in the keys, of sampled records.
struct Detection {
    std::int64_t records = 0;
    std::int64_t payloads = 0;       ///< of the records: they have one that is not empty
    std::vector<FormatSeen> formats; ///< each that reads some of them, the one of most payloads first
    std::int64_t framed = 0;         ///< they name a schema, and no format could read them
    std::string frame;               ///< "Avro or Protobuf behind a schema registry, schema id 7": the first
    std::string problem;             ///< why not; empty where that is not known
    std::vector<SchemaProblem> problems; ///< the same of each of `missing`, where schemas were asked for
    std::vector<std::string> schemas;    ///< keys of those that payloads name (schema_key.h), as first met
    std::vector<std::string> missing;    ///< those of the framed ones
    std::vector<std::string> attributes; ///< that headers of most records have of an envelope (envelope.h)
    std::vector<CompressionSeen> compressed; ///< what is around the payloads, which the rest speaks of

    /// "gzip, zstd"; empty for none.
    [[nodiscard]] std::string compressionNames() const;
    /// Whether most payloads are compressed.
    [[nodiscard]] bool isCompressed() const;

    bool operator==(const Detection&) const = default;
};

/// The format of most payloads where they are not for people to read as they are: it is a binary one, which
/// few payloads of another format look like, or they are compressed.
[[nodiscard]] std::optional<PayloadFormat> binaryFormatOf(const Detection& seen);

} // namespace driftwood::decoder
