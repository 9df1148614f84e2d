#pragma once

#include "decoder/column_row.h"
#include "decoder/formats/protobuf/protobuf_input.h"
#include "decoder/formats/protobuf/protobuf_schema.h"

#include <string>

namespace driftwood::decoder {

/// How a value of the kind is written, if it is not packed.
[[nodiscard]] WireType wireTypeOf(ProtobufKind kind);
/// Whether values of the kind may be written several in one field.
[[nodiscard]] bool isPackable(ProtobufKind kind);

/// Reads a value that is no message, written as its kind asks.
[[nodiscard]] bool readProtobufScalar(ProtobufInput& input, ProtobufKind kind, ProtobufScalar& out);

/// The type of the column that a value usually gets, which is no message or a well-known one.
[[nodiscard]] records::FieldType protobufColumnType(const ProtobufSchema& schema, const ProtobufField& field);
/// The column at a path for such a field. A Timestamp is text, and nanoseconds where a number is asked for.
[[nodiscard]] records::Field protobufColumn(const ProtobufSchema& schema, std::string path,
                                            const ProtobufField& field);

/// The name of an enum's value; its number where the schema has none.
[[nodiscard]] std::string protobufEnumText(const ProtobufEnum& type, std::int32_t value);

/// False for a string that is not UTF-8.
[[nodiscard]] bool appendProtobufScalar(const ProtobufSchema& schema, const ProtobufField& field,
                                        const ProtobufScalar& value, std::size_t column, ColumnRow& row);

/// A point in time or a duration.
struct ProtobufTime {
    std::int64_t seconds = 0;
    std::int32_t nanos = 0;
};
[[nodiscard]] bool readProtobufTime(ProtobufInput& input, ProtobufTime& out);
/// "2026-05-01T14:30:00.123Z"; "12s" or "-0.5s" for a duration. Empty for what neither can be.
[[nodiscard]] std::string protobufInstantText(const ProtobufTime& time);
[[nodiscard]] std::string protobufDurationText(const ProtobufTime& time);

} // namespace driftwood::decoder
