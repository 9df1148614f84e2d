#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace driftwood::training {

/// The weight of a row in a classification loss, by its class.
enum class ClassWeights : unsigned char {
    None,     ///< all rows have weight 1
    Balanced, ///< rows / (classes × rows of the class), as in scikit-learn
};
[[nodiscard]] std::string_view classWeightsName(ClassWeights weights); ///< "none", "balanced"
[[nodiscard]] std::optional<ClassWeights> classWeightsFromName(std::string_view name);

/// The balanced weight of each class, given its number of rows;
/// a class without rows gets 1.
[[nodiscard]] std::vector<double> balancedWeights(const std::vector<std::int64_t>& rowsOfClass);

} // namespace driftwood::training
