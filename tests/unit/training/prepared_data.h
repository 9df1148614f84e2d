#pragma once

#include "base/random.h"
#include "training/learners/batch_learner.h"

#include <QtGlobal>

#include <cmath>
#include <vector>

namespace driftwood::test {

/// A feature matrix with labels in the form that the features room returns.
struct PreparedData {
    features::FeatureMatrix inputs;
    features::LabelVector labels;
    int classes = 0;

    [[nodiscard]] training::TrainingData view() const { return {&inputs, &labels, 0.0, 1.0, classes}; }
    [[nodiscard]] training::TrainingData withoutLabels() const { return {&inputs, nullptr, 0.0, 1.0, 0}; }
};

[[nodiscard]] inline PreparedData normalInputs(std::size_t rows, std::size_t columns, std::uint64_t seed) {
    PreparedData data;
    data.inputs.rows = rows;
    data.inputs.columns = columns;
    SeededRandom random(seed);
    for (std::size_t i = 0; i < rows * columns; ++i)
        data.inputs.values.push_back(static_cast<float>(random.normal()));
    return data;
}

/// y = 2 x0 - 3 x1 + 0.5 x2 - 1 + noise.
[[nodiscard]] inline PreparedData noisyPlane(std::size_t rows, std::uint64_t seed) {
    PreparedData data = normalInputs(rows, 3, seed);
    SeededRandom random(seed + 1);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto x = data.inputs.row(row);
        data.labels.numbers.push_back(2 * x[0] - 3 * x[1] + 0.5F * x[2] - 1 +
                                      static_cast<float>(0.3 * random.normal()));
    }
    return data;
}

/// Two classes that are not linearly separable: whether the signs of x0 and x1 differ.
[[nodiscard]] inline PreparedData exclusiveOr(std::size_t rows, std::uint64_t seed) {
    PreparedData data = normalInputs(rows, 2, seed);
    data.classes = 2;
    for (std::size_t row = 0; row < rows; ++row)
        data.labels.classes.push_back((data.inputs.row(row)[0] > 0) != (data.inputs.row(row)[1] > 0) ? 1 : 0);
    return data;
}

/// Steps to the end, or until `steps` have been done in total.
inline void runTo(training::BatchLearner& trainer, std::int64_t steps = INT64_MAX) {
    while (trainer.stopped() == training::StopReason::NotStopped && trainer.stepsDone() < steps)
        if (const auto metrics = trainer.step(); !metrics)
            qFatal("%s", metrics.error().text().c_str());
}

} // namespace driftwood::test
