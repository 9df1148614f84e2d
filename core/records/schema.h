#pragma once

#include "base/time_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::records {

/// The type of a column. Timestamps inside payloads keep the type they are written with: Int64 or Text.
enum class FieldType : std::uint8_t { Bool, Int64, Float64, Text };

[[nodiscard]] std::string_view fieldTypeName(FieldType type); ///< "bool", "int64", "float64", "text"
[[nodiscard]] std::optional<FieldType> fieldTypeFromName(std::string_view name);

/// A field of the payload, addressed by its dotted path: "sensor.temperature".
struct Field {
    std::string path;
    FieldType type = FieldType::Float64;
    /// Also parse numbers and booleans from text such as "20.15" or "true", because the user stated the type.
    /// Without this flag, text does not fit a number or boolean field.
    bool fromText = false;
    /// In which unit its numbers count time, as a schema or the user states it. Without one, whoever needs a
    /// time can only guess from a number's size.
    std::optional<TimeUnit> unit{};
    bool isOfDay = false; ///< time is counted from midnight, not from 1970
    /// The array's length, if the field is an element of an array ("spectrum[3]"); otherwise 0. In records
    /// whose array has another length, the element does not fit.
    std::uint32_t length = 0;
    bool operator==(const Field&) const = default;
};

/// The type that holds values of both types.
[[nodiscard]] FieldType commonType(FieldType a, FieldType b);
/// Gives a field the type that holds also the values of another field, or of another version of its schema.
/// Times since 1970 get the finer of the two units, which holds both exactly.
void widen(Field& field, const Field& other);

/// The columns of a batch, in order. Paths are unique.
struct Schema {
    std::vector<Field> fields;

    [[nodiscard]] std::optional<std::size_t> indexOf(std::string_view path) const;
    bool operator==(const Schema&) const = default;
};

/// Paths of the properties that every record has besides its payload, usable like a field's: Int64, Text,
/// Int64, Int64.
inline constexpr std::string_view kTimestampPath = "@timestamp"; ///< milliseconds since 1970 UTC
inline constexpr std::string_view kKeyPath = "@key";
/// Where a key format is stated, the key's fields have this before their path: "@key.customer".
inline constexpr std::string_view kKeyFieldPrefix = "@key.";
/// A field of this path holds the key's bytes as the record has them, whatever they decode to: Text.
inline constexpr std::string_view kKeyBytesPath = "@key.@bytes";
inline constexpr std::string_view kPartitionPath = "@partition";
inline constexpr std::string_view kOffsetPath = "@offset";

} // namespace driftwood::records
