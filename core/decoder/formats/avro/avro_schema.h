#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

enum class AvroKind : std::uint8_t {
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    Fixed,
    Enum,
    Array,
    Map,
    Union,
    Record,
};

/// The meaning of a value beyond its type. An unknown or impossible logical type is none, as the
/// specification asks.
enum class AvroLogical : std::uint8_t {
    None,
    Decimal,
    Date,
    TimeMillis,
    TimeMicros,
    TimestampMillis,
    TimestampMicros,
    TimestampNanos,
    LocalTimestampMillis,
    LocalTimestampMicros,
    LocalTimestampNanos,
    Uuid,
    Duration,
};

struct AvroField {
    std::string name;
    std::vector<std::string> aliases;
    std::uint32_t type = 0;
    /// JSON of the value that a reader takes where the writer has no such field.
    std::optional<std::string> defaultJson;
};

struct AvroType {
    AvroKind kind = AvroKind::Null;
    AvroLogical logical = AvroLogical::None;
    std::int32_t precision = 0; ///< of a decimal
    std::int32_t scale = 0;
    std::size_t size = 0;                ///< of a fixed, in bytes
    std::string name;                    ///< of a record, enum or fixed, with its namespace
    std::vector<std::string> aliases;    ///< other names of a record, enum or fixed, with their namespaces
    std::vector<std::string> symbols;    ///< of an enum
    std::vector<AvroField> fields;       ///< of a record
    std::vector<std::uint32_t> branches; ///< of a union
    std::uint32_t item = 0;              ///< of an array or map
};

/// A schema as a graph: types refer to each other by index, so that a recursive schema ends.
struct AvroSchema {
    std::vector<AvroType> types; ///< the first is the schema's own

    [[nodiscard]] const AvroType& root() const { return types.front(); }
    [[nodiscard]] const AvroType& operator[](std::uint32_t type) const { return types[type]; }
};

inline constexpr std::size_t kMostAvroSchemaBytes = std::size_t{4} << 20U;
inline constexpr std::size_t kMostAvroSchemaValues = 100'000; ///< JSON values of a schema

/// Parses a schema with avro-c. CorruptData for what is none, and for one beyond the limits.
[[nodiscard]] Result<std::shared_ptr<const AvroSchema>> parseAvroSchema(std::string_view json);

/// The 64-bit Rabin fingerprint of the schema's Parsing Canonical Form, by which single-object encoding names
/// schemas.
[[nodiscard]] std::uint64_t avroFingerprint(const AvroSchema& schema);

} // namespace driftwood::decoder
