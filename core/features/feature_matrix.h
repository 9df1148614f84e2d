#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace driftwood::features {

/// Rows × columns of float32, row-major, as a network takes it. All values are finite: a missing value is 0
/// in each of its input's outputs (the mean, if standardised) and is marked by the missing indicator if there
/// is one; values beyond float's range are clamped.
struct FeatureMatrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values;

    [[nodiscard]] std::span<const float> row(std::size_t r) const {
        return std::span<const float>(values).subspan(r * columns, columns);
    }
};

/// Special values in place of a class index.
inline constexpr std::int32_t kNoLabel = -1;      ///< the row has no label
inline constexpr std::int32_t kUnknownClass = -2; ///< its label is not one of the classes

/// Labels of the same rows. Number: the label standardised over the training rows (so that learning rates
/// suit any unit), NaN where missing. Category: the class index, kNoLabel or kUnknownClass.
struct LabelVector {
    std::vector<float> numbers;
    std::vector<std::int32_t> classes;
    std::vector<std::int64_t> unknownClassRows; ///< of each class behind kUnknownClass; see kMostClasses
    [[nodiscard]] std::int64_t missing() const {
        return std::ranges::count(classes, kNoLabel) +
               std::ranges::count_if(numbers, [](float number) { return std::isnan(number); });
    }
    [[nodiscard]] std::size_t size() const { return numbers.empty() ? classes.size() : numbers.size(); }
};

} // namespace driftwood::features
