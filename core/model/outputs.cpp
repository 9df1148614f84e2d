#include "model/outputs.h"

#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::model {

std::size_t outputColumns(const TrainedModel& model) {
    return model.objective().columns(model.features.classes().size());
}

void appendOutputs(const TrainedModel& model, const features::FeatureMatrix& inputs,
                   std::span<const float> raw, Outputs& out) {
    out.columns = outputColumns(model);
    const auto width = static_cast<std::size_t>(model.learned.network().outputs());
    const auto append = model.objective().appendValues;
    for (std::size_t r = 0; r < inputs.rows; ++r)
        append({raw.subspan(r * width, width), inputs.row(r), model.features.labelMean(),
                model.features.labelScale()},
               out.values);
    out.rows += inputs.rows;
}

bool isAnomalous(const TrainedModel& model, double reconstructionError) {
    return reconstructionError > model.threshold;
}

std::int32_t predictedClass(const TrainedModel& model, std::span<const double> probabilities) {
    if (!std::ranges::all_of(probabilities, [](double p) { return std::isfinite(p); }))
        return training::kNoAnswer;
    if (probabilities.size() == 2)
        return probabilities[1] > model.threshold ? 1 : 0;
    return static_cast<std::int32_t>(std::max_element(probabilities.begin(), probabilities.end()) -
                                     probabilities.begin());
}

double outputScale(const TrainedModel& model, double output) {
    if (model.objective().prediction != training::PredictionKind::Number)
        return std::max(1.0, std::abs(output));
    return std::max(model.features.labelScale(), std::abs(output - model.features.labelMean()));
}

double allowedDifference(const TrainedModel& model, double expected, double tolerance) {
    constexpr double kRoundings = 8.0; // roundings of mean, scale, product and sum, in either program
    const double rounding = kRoundings * std::numeric_limits<double>::epsilon() * std::abs(expected);
    return std::max(tolerance * outputScale(model, expected), rounding);
}

bool nearlyEqual(double expected, double found, double tolerance) {
    if (expected == found || (std::isnan(expected) && std::isnan(found)))
        return true;
    return std::abs(expected - found) <= tolerance * (1.0 + std::abs(expected));
}

} // namespace driftwood::model
