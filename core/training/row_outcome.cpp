#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::training {

double reconstructionError(std::span<const float> outputs, std::span<const float> inputs) {
    double sum = 0.0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const double difference = static_cast<double>(outputs[i]) - static_cast<double>(inputs[i]);
        sum += difference * difference;
    }
    return sum / static_cast<double>(outputs.size());
}

std::int32_t predictedClass(std::span<const float> outputs) {
    if (std::ranges::any_of(outputs, [](float logit) { return std::isnan(logit); }))
        return kNoAnswer;
    if (outputs.size() == 1)
        return outputs[0] > 0.0F ? 1 : 0;
    const auto largest = std::ranges::max_element(outputs);
    return std::isfinite(*largest) ? static_cast<std::int32_t>(largest - outputs.begin()) : kNoAnswer;
}

double classificationLoss(std::span<const float> outputs, std::int32_t actual) {
    if (outputs.size() == 1) {
        const auto logit = static_cast<double>(outputs[0]);
        if (std::isinf(logit)) // below, infinity minus infinity would be no number
            return (logit > 0.0) == (actual == 1) ? 0.0 : std::numeric_limits<double>::infinity();
        return std::max(logit, 0.0) - (actual == 1 ? logit : 0.0) + std::log1p(std::exp(-std::abs(logit)));
    }
    const auto largest = static_cast<double>(*std::max_element(outputs.begin(), outputs.end()));
    double sum = 0.0;
    for (const float logit : outputs)
        sum += std::exp(static_cast<double>(logit) - largest);
    return std::log(sum) + largest - static_cast<double>(outputs[static_cast<std::size_t>(actual)]);
}

} // namespace driftwood::training
