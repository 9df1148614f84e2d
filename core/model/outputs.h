#pragma once

#include "features/feature_matrix.h"
#include "model/trained_model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::model {

/// What a model says about some rows, row-major in double. Anomaly detection: the reconstruction error, one
/// column. Regression: the prediction in the label's unit, one column. Classification: the probability of
/// every class.
struct Outputs {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;

    [[nodiscard]] std::span<const double> row(std::size_t r) const {
        return std::span<const double>(values).subspan(r * columns, columns);
    }
};

[[nodiscard]] std::size_t outputColumns(const TrainedModel& model);

/// The one place where a network's raw outputs (rows × shape.outputs()) become what people see; the export
/// states the same in TorchScript and is compared with it. Appends to `out`.
void appendOutputs(const TrainedModel& model, const features::FeatureMatrix& inputs,
                   std::span<const float> raw, Outputs& out);

/// Strictly above the threshold.
[[nodiscard]] bool isAnomalous(const TrainedModel& model, double reconstructionError);
/// Two classes: the second one above the threshold. More: the most probable, the first of equals.
[[nodiscard]] std::int32_t predictedClass(const TrainedModel& model, std::span<const double> probabilities);

/// What a difference to an output is measured by. A number to predict: the training labels' standard
/// deviation, and the output's distance from their mean where that is more, so that neither a far-off mean
/// nor a small unit hides an error. Others: the output itself, or 1 where that is more.
[[nodiscard]] double outputScale(const TrainedModel& model, double output);
/// How far from `expected` a copy of the model may be: `tolerance` times the output's scale, or what a double
/// rounds where that is more.
[[nodiscard]] double allowedDifference(const TrainedModel& model, double expected, double tolerance);
/// Whether `found` is as near to `expected` as `tolerance`, and the same times the value besides. NaN equals
/// NaN.
[[nodiscard]] bool nearlyEqual(double expected, double found, double tolerance);

} // namespace driftwood::model
