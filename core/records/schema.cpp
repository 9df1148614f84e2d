#include "records/schema.h"

#include <algorithm>
#include <array>

namespace driftwood::records {
namespace {
constexpr std::array<std::string_view, 4> kNames{"bool", "int64", "float64", "text"};
}

std::string_view fieldTypeName(FieldType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<FieldType> fieldTypeFromName(std::string_view name) {
    const auto it = std::ranges::find(kNames, name);
    if (it == kNames.end())
        return std::nullopt;
    return static_cast<FieldType>(it - kNames.begin());
}

FieldType commonType(FieldType a, FieldType b) {
    const auto isNumber = [](FieldType type) {
        return type == FieldType::Int64 || type == FieldType::Float64;
    };
    if (a == b)
        return a;
    return isNumber(a) && isNumber(b) ? FieldType::Float64 : FieldType::Text;
}

void widen(Field& field, const Field& other) {
    const bool haveSameType = field.type == other.type;
    field.type = commonType(field.type, other.type);
    if (field.unit && other.unit && field.isOfDay != other.isOfDay) {
        field.type = FieldType::Text; // "14:30:00" and "2026-05-01" have no unit in common
    } else if (field.unit && other.unit) {
        if (nanosecondsPer(*other.unit) < nanosecondsPer(*field.unit))
            field.unit = other.unit;
        return;
    } else if (haveSameType) { // the meaning was added to the schema, or left out of it
        field.isOfDay = field.isOfDay || other.isOfDay;
        field.unit = field.unit ? field.unit : other.unit;
        return;
    }
    field.unit.reset();
    field.isOfDay = false;
}

std::optional<std::size_t> Schema::indexOf(std::string_view path) const {
    const auto it = std::ranges::find(fields, path, &Field::path);
    if (it == fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(it - fields.begin());
}

} // namespace driftwood::records
