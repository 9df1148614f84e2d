#pragma once

#include "base/json_fields.h"
#include "features/fitted_input.h"
#include "graph/graph.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::features {

// Functions that several transforms share.

/// The nearest float, clamped to the finite range. NaN stays NaN.
/// Inline because it is in the innermost loop of live scoring.
[[nodiscard]] inline float toFloat(double value) {
    constexpr double most = std::numeric_limits<float>::max();
    return static_cast<float>(std::clamp(value, -most, most));
}

/// `outputs`, and 0 where `value` is missing.
[[nodiscard]] inline graph::Value zeroWhereMissing(graph::Graph& graph, graph::Value value,
                                                   graph::Value outputs) {
    const graph::Value missing = graph.isMissing(value);
    return graph.where(missing, graph.constant(0.0), outputs);
}

inline void writeNothing(const FittedInput& /*fitted*/, nlohmann::json& /*entry*/) {}

inline void refuseScale(JsonFields& fields, const FittedInput& fitted) {
    fields.require(fitted.shift == 0.0 && fitted.scale == 1.0, "scale",
                   "only standardize and min-max have a shift and a scale");
}
inline void refuseCategories(JsonFields& fields, const FittedInput& fitted) {
    fields.require(fitted.categories.empty(), "categories", "must be there for one-hot, and only then");
}
inline void refuseTimeUnit(JsonFields& fields, const FittedInput& fitted) {
    fields.require(fitted.timeUnit == TimeUnit::Milliseconds, "time_unit", "is for cyclic transforms only");
}

} // namespace driftwood::features
