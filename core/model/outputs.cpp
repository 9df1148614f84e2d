#include "model/outputs.h"

#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::model {
namespace {

void appendProbabilities(std::span<const float> logits, std::vector<double>& out) {
    if (logits.size() == 1) {
        const double second = 1.0 / (1.0 + std::exp(-static_cast<double>(logits[0])));
        out.push_back(1.0 - second);
        out.push_back(second);
        return;
    }
    const double largest = *std::max_element(logits.begin(), logits.end());
    const std::size_t first = out.size();
    double sum = 0.0;
    for (const float logit : logits) {
        out.push_back(std::exp(static_cast<double>(logit) - largest));
        sum += out.back();
    }
    for (std::size_t i = first; i < out.size(); ++i)
        out[i] /= sum;
}

} // namespace

std::size_t outputColumns(const TrainedModel& model) {
    return model.task == training::Task::Classification ? model.features.classes().size() : 1;
}

void appendOutputs(const TrainedModel& model, const features::FeatureMatrix& inputs,
                   std::span<const float> raw, Outputs& out) {
    out.columns = outputColumns(model);
    const auto width = static_cast<std::size_t>(model.shape.outputs());
    for (std::size_t r = 0; r < inputs.rows; ++r) {
        const auto row = raw.subspan(r * width, width);
        switch (model.task) {
        case training::Task::AnomalyDetection:
            out.values.push_back(training::reconstructionError(row, inputs.row(r)));
            break;
        case training::Task::Regression:
            out.values.push_back(model.features.labelMean() + model.features.labelScale() * row[0]);
            break;
        case training::Task::Classification:
            appendProbabilities(row, out.values);
            break;
        }
    }
    out.rows += inputs.rows;
}

bool isAnomalous(const TrainedModel& model, double reconstructionError) {
    return reconstructionError > model.threshold;
}

std::int32_t predictedClass(const TrainedModel& model, std::span<const double> probabilities) {
    if (probabilities.size() == 2)
        return probabilities[1] > model.threshold ? 1 : 0;
    return static_cast<std::int32_t>(std::max_element(probabilities.begin(), probabilities.end()) -
                                     probabilities.begin());
}

double outputScale(const TrainedModel& model, double output) {
    if (model.task != training::Task::Regression)
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
