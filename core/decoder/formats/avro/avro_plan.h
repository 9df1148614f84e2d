#pragma once

#include "decoder/formats/avro/avro_schema.h"
#include "records/schema.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace driftwood::decoder {

/// A decimal's digits.
struct AvroDecimal {
    std::string text;
};

/// How a time becomes a number of another unit: only one of the two is not 1.
struct AvroUnitChange {
    std::int64_t factor = 1;
    std::int64_t divisor = 1;
};

/// The value of a column that the writer's schema lacks and the reader's gives a default. Arrays and objects
/// are JSON text; a null is a missing value.
struct AvroDefault {
    std::size_t column = 0;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, AvroDecimal> value;
    AvroUnitChange unit; ///< of a number
};

/// The conversion between text and bytes where writer and reader differ and there is no logical type.
enum class AvroPromotion : std::uint8_t { None, BytesToText, TextToBytes };

/// The action for one value of a payload.
struct AvroNode {
    static constexpr std::int32_t kSkip = -1;

    std::uint32_t type = 0;             ///< in the writer's schema
    std::int32_t column = -1;           ///< that takes the value; arrays, maps and records as their JSON
    std::vector<std::int32_t> children; ///< nodes of a record's fields or a union's branches, or kSkip
    bool hasInner = false;              ///< whether one of the children is not skipped
    std::vector<AvroDefault> defaults;  ///< of a record: what it lacks
    AvroUnitChange unit;                ///< from the writer's unit of time to the column's
    AvroPromotion promotion = AvroPromotion::None;
    bool isDouble = false; ///< a double that a column takes: what most values are, read without a detour
};

/// How payloads of one writer's schema become rows of certain columns. Compiled once for each schema, so that
/// a topic with several versions of a schema gives one set of columns: numbers are promoted, renamed fields
/// found by the reader's aliases, missing ones given the reader's defaults, times brought to the column's
/// unit.
struct AvroPlan {
    std::shared_ptr<const AvroSchema> schema; ///< the writer's
    std::vector<AvroNode> nodes;              ///< the first is for the whole payload; none: all is skipped
    std::int32_t wholeColumn = -1;            ///< that takes the payload as a whole, as text

    /// `reader`: whose names, aliases and defaults count; may be null or the writer's own.
    [[nodiscard]] static AvroPlan compile(std::shared_ptr<const AvroSchema> writer,
                                          const std::shared_ptr<const AvroSchema>& reader,
                                          const records::Schema& columns);
};

/// The path of a payload that is no record.
inline constexpr std::string_view kAvroValuePath = "value";

/// The columns that payloads of a writer's schema have, with the reader's names: a record's fields by their
/// dotted paths, everything else under kAvroValuePath. A record within itself is text. At most `most`.
[[nodiscard]] std::vector<records::Field> avroColumns(const AvroSchema& writer, const AvroSchema* reader,
                                                      std::size_t most);

} // namespace driftwood::decoder
