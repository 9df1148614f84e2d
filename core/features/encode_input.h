#pragma once

#include "features/fitted_features.h"

#include <algorithm>
#include <limits>

namespace driftwood::features {

/// Writes one input's outputs for rows [begin, end): row i at out[i * stride]. What it writes to must be 0
/// before; missing values and unknown categories stay so.
void encodeInput(const FittedInput& input, const CategoryIndex& categories, const FieldReader& reader,
                 const records::RecordBatch& batch, std::size_t begin, std::size_t end, float* out,
                 std::size_t stride);

/// The nearest float; what is beyond the largest one becomes that. NaN stays NaN. Here, because it is in the
/// innermost loop of live scoring.
[[nodiscard]] inline float toFloat(double value) {
    constexpr double most = std::numeric_limits<float>::max();
    return static_cast<float>(std::clamp(value, -most, most));
}

/// Outputs of an input without its missing indicator.
[[nodiscard]] std::size_t valueOutputs(const FittedInput& input);

} // namespace driftwood::features
