#include "scoring/prediction_metrics.h"

#include "training/objectives/objective.h"

#include <cmath>
#include <numeric>

namespace driftwood::scoring {
namespace {

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

training::Evaluation evaluateAnomalies(const Predictions& predictions) {
    training::Evaluation out;
    if (predictions.size() == 0)
        return out;
    const auto anomalous = std::accumulate(predictions.anomalous.begin(), predictions.anomalous.end(), 0.0);
    out.values["reconstruction_error"] = mean(predictions.values);
    out.values["anomaly_rate"] = anomalous / static_cast<double>(predictions.size());
    return out;
}

/// Which rows the figures are over: those with an error, in a task that has labels.
training::CountedRows countRows(const model::TrainedModel& model, const Predictions& predictions) {
    training::CountedRows counted;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (model.objective().hasLabel() && std::isnan(predictions.errors[i])) {
            ++counted.withoutLabel;
            continue;
        }
        ++counted.rows;
        if (model.objective().learnsClasses() && std::isnan(predictions.actuals[i]))
            ++counted.ofUnknownClass;
    }
    counted.unknownClasses = predictions.unknownClasses;
    return counted;
}

/// From the errors, not from predictions and labels: those are exact beyond 2^53 too.
training::Evaluation evaluateRegression(const Predictions& predictions) {
    double absolute = 0.0;
    double squared = 0.0;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (std::isnan(predictions.actuals[i]))
            continue;
        ++rows;
        absolute += predictions.errors[i];
        squared += predictions.errors[i] * predictions.errors[i];
    }
    training::Evaluation out;
    if (rows == 0)
        return out;
    out.values["rmse"] = std::sqrt(squared / static_cast<double>(rows));
    out.values["mae"] = absolute / static_cast<double>(rows);
    return out;
}

/// A row of a class that the model does not know is wrong, whatever was predicted.
training::Evaluation evaluateClassification(const model::TrainedModel& model,
                                            const Predictions& predictions) {
    training::ClassTally tally(model.positiveClass());
    std::vector<double> scores;
    std::vector<std::int32_t> isSecond;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (std::isnan(predictions.errors[i]))
            continue;
        const bool unknown = std::isnan(predictions.actuals[i]); // a class that training never saw
        const auto actual = static_cast<std::size_t>(unknown ? model.classes() : predictions.actuals[i]);
        tally.add(static_cast<std::size_t>(predictions.classes[i]), actual);
        scores.push_back(predictions.values[i]);
        isSecond.push_back(actual == 1 ? 1 : 0);
    }
    training::Evaluation out;
    if (tally.rows() == 0)
        return out;
    tally.addTo(out);
    if (model.classes() == 2)
        if (const double auc = training::rocAuc(scores, isSecond); !std::isnan(auc))
            out.values["auc"] = auc;
    return out;
}

} // namespace

training::Evaluation evaluatePredictions(const model::TrainedModel& model, const Predictions& predictions) {
    training::Evaluation out;
    switch (model.objective().prediction) {
    case training::PredictionKind::Score:
        out = evaluateAnomalies(predictions);
        break;
    case training::PredictionKind::Number:
        out = evaluateRegression(predictions);
        break;
    case training::PredictionKind::Class:
        out = evaluateClassification(model, predictions);
        break;
    }
    out.count(countRows(model, predictions), model.task);
    return out;
}

void append(Predictions& all, const Predictions& more) {
    const auto add = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    add(all.values, more.values);
    add(all.classes, more.classes);
    add(all.anomalous, more.anomalous);
    add(all.errors, more.errors);
    add(all.actuals, more.actuals);
    all.unknownClasses.add(more.unknownClasses);
}

} // namespace driftwood::scoring
