#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace driftwood::training {

/// How much a row counts in the loss of a classification, by its class.
enum class ClassWeights : unsigned char {
    None,     ///< all rows alike
    Balanced, ///< rows / (classes × rows of the class), as scikit-learn has it: rare classes count as much
};
[[nodiscard]] std::string_view classWeightsName(ClassWeights weights); ///< "none", "balanced"
[[nodiscard]] std::optional<ClassWeights> classWeightsFromName(std::string_view name);

/// The balanced weight of each class by its number of rows; a class without rows has none to weigh and
/// gets 1.
[[nodiscard]] std::vector<double> balancedWeights(const std::vector<std::int64_t>& rowsOfClass);

} // namespace driftwood::training
