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

std::optional<std::size_t> Schema::indexOf(std::string_view path) const {
    const auto it = std::ranges::find(fields, path, &Field::path);
    if (it == fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(it - fields.begin());
}

} // namespace driftwood::records
