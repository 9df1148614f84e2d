#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace driftwood::features {

/// Rows × columns of float32, row-major, as a network takes it. All finite: a missing value is 0 in each of
/// its input's outputs (after standardising that is the mean), told apart by its indicator where one was
/// asked for; what no float can hold is the largest float.
struct FeatureMatrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values;

    [[nodiscard]] std::span<const float> row(std::size_t r) const {
        return std::span<const float>(values).subspan(r * columns, columns);
    }
};

/// Labels of the same rows. Number: the value standardised by the training rows (so that learning rates fit),
/// NaN where missing. Category: the class's index, -1 where missing or unknown.
struct LabelVector {
    std::vector<float> numbers;
    std::vector<std::int32_t> classes;
    [[nodiscard]] std::size_t size() const { return numbers.empty() ? classes.size() : numbers.size(); }
};

} // namespace driftwood::features
