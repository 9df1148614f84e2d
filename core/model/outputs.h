#pragma once

#include "features/feature_matrix.h"
#include "model/trained_model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::model {

/// A model's outputs for some rows, row-major in double, as its objective makes them of the network's:
/// a score, one column; a number in the label's unit, one column; or the probability of every class.
struct Outputs {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;

    [[nodiscard]] std::span<const double> row(std::size_t r) const {
        return std::span<const double>(values).subspan(r * columns, columns);
    }
};

[[nodiscard]] std::size_t outputColumns(const TrainedModel& model);

/// The only code that converts a network's raw outputs, rows × its outputs, to a model's outputs. Exports get
/// the same as operations (Objective::lower) and are compared with it. Appends to `out`.
void appendOutputs(const TrainedModel& model, const features::FeatureMatrix& inputs,
                   std::span<const float> raw, Outputs& out);

/// True when the error is strictly above the threshold.
[[nodiscard]] bool isAnomalous(const TrainedModel& model, double reconstructionError);
/// Two classes: the second if its probability is above the threshold. More: the most probable.
[[nodiscard]] std::int32_t predictedClass(const TrainedModel& model, std::span<const double> probabilities);

/// The scale for differences of an output. Regression: the training labels' standard deviation or the
/// output's distance from their mean, whichever is larger, so that neither a far-off mean nor a small unit
/// hides an error. Otherwise: the output itself or 1, whichever is larger.
[[nodiscard]] double outputScale(const TrainedModel& model, double output);
/// How much a copy of the model may differ from `expected`: `tolerance` times the output's scale, or the
/// rounding of a double if that is larger.
[[nodiscard]] double allowedDifference(const TrainedModel& model, double expected, double tolerance);
/// Whether `found` differs from `expected` by at most
/// `tolerance` plus `tolerance` times the value. NaN equals NaN.
[[nodiscard]] bool nearlyEqual(double expected, double found, double tolerance);

} // namespace driftwood::model
