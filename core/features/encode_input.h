#pragma once

#include "features/fitted_features.h"

#include <algorithm>
#include <limits>

namespace driftwood::features {

/// Writes one input's outputs for rows [begin, end); row i starts at out[i * stride]. The target must be
/// zeroed: missing values and unknown categories are not written.
void encodeInput(const FittedInput& input, const CategoryIndex& categories, const FieldReader& reader,
                 const records::RecordBatch& batch, std::size_t begin, std::size_t end, float* out,
                 std::size_t stride);

/// The nearest float, clamped to the finite range. NaN stays NaN.
/// Inline because it is in the innermost loop of live scoring.
[[nodiscard]] inline float toFloat(double value) {
    constexpr double most = std::numeric_limits<float>::max();
    return static_cast<float>(std::clamp(value, -most, most));
}

/// Number of outputs of an input, not counting its missing indicator.
[[nodiscard]] std::size_t valueOutputs(const FittedInput& input);

} // namespace driftwood::features
