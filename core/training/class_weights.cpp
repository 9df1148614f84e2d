#include "training/class_weights.h"

#include <algorithm>
#include <numeric>

namespace driftwood::training {

std::string_view classWeightsName(ClassWeights weights) {
    return weights == ClassWeights::Balanced ? "balanced" : "none";
}

std::optional<ClassWeights> classWeightsFromName(std::string_view name) {
    for (const ClassWeights weights : {ClassWeights::None, ClassWeights::Balanced})
        if (classWeightsName(weights) == name)
            return weights;
    return std::nullopt;
}

std::vector<double> balancedWeights(const std::vector<std::int64_t>& rowsOfClass) {
    const auto rows =
        static_cast<double>(std::accumulate(rowsOfClass.begin(), rowsOfClass.end(), std::int64_t{0}));
    const auto classes =
        static_cast<double>(std::ranges::count_if(rowsOfClass, [](std::int64_t count) { return count > 0; }));
    std::vector<double> weights;
    weights.reserve(rowsOfClass.size());
    for (const std::int64_t count : rowsOfClass)
        weights.push_back(count > 0 ? rows / (classes * static_cast<double>(count)) : 1.0);
    return weights;
}

} // namespace driftwood::training
