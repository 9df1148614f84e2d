#pragma once

#include <cstdint>
#include <span>

namespace driftwood::training {

/// Interpretation of one row's outputs. Two classes: one logit, of class 1; more classes: one logit each.

/// Mean squared difference between outputs and inputs.
[[nodiscard]] double reconstructionError(std::span<const float> outputs, std::span<const float> inputs);
/// Stands for a class where the outputs are beyond any number, so that there are no probabilities.
inline constexpr std::int32_t kNoAnswer = -1;
/// The class with the highest logit, the first if equal; for two classes, class 1 when its probability is
/// above one half. kNoAnswer where the probabilities are no numbers.
[[nodiscard]] std::int32_t predictedClass(std::span<const float> outputs);
/// Cross entropy of the actual class.
[[nodiscard]] double classificationLoss(std::span<const float> outputs, std::int32_t actual);

} // namespace driftwood::training
