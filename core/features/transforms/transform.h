#pragma once

#include <optional>
#include <string_view>

namespace driftwood::features {

/// How an input's values become a network's numbers. Each has a row in the table of transforms, see
/// transform_kind.h: outside this folder code asks the row, not for one of these.
enum class Transform : unsigned char {
    Standardize, ///< (x - mean) / standard deviation; 1 output
    MinMax,      ///< to [0, 1] over the training rows; 1 output
    Passthrough, ///< unchanged; 1 output
    OneHot,      ///< categories of the training rows, most frequent first; unknown is all zeros; up to
                 ///< maxCategories outputs
    CyclicHour, ///< time of day (UTC) of a time as sine and cosine; 2 outputs. A time is a number of seconds,
                ///< ms, µs or ns since 1970, or ISO 8601 text (without a zone: UTC)
    CyclicWeekday, ///< day of the week (UTC, Monday 0, whole days), encoded likewise; 2 outputs
};
[[nodiscard]] std::string_view transformName(Transform transform); ///< "standardize", "min-max", "one-hot", …
[[nodiscard]] std::optional<Transform> transformFromName(std::string_view name);

struct TransformKind;
/// Its row in the table.
[[nodiscard]] const TransformKind& kindOf(Transform transform);

} // namespace driftwood::features
