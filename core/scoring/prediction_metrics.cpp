#include "scoring/prediction_metrics.h"

#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <cmath>

namespace driftwood::scoring {

PredictionTally::PredictionTally(const model::TrainedModel& model)
    : m_model(model)
    , m_classes(model.positiveClass()) {}

void PredictionTally::add(const Predictions& predictions) {
    m_rows += static_cast<std::int64_t>(predictions.size());
    // Which rows the figures are over: those with an error, in a task that has labels.
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (m_model.objective().hasLabel() && std::isnan(predictions.errors[i])) {
            ++m_counted.withoutLabel;
            continue;
        }
        ++m_counted.rows;
        if (m_model.objective().learnsClasses() && predictions.classes[i] == training::kNoAnswer)
            ++m_counted.withoutAnswer;
        if (m_model.objective().learnsClasses() && std::isnan(predictions.actuals[i]))
            ++m_counted.ofUnknownClass;
    }
    m_counted.unknownClasses.add(predictions.unknownClasses);
    switch (m_model.objective().prediction) {
    case training::PredictionKind::Score:
        for (std::size_t i = 0; i < predictions.size(); ++i) {
            m_values += predictions.values[i];
            m_anomalous += predictions.anomalous[i];
        }
        break;
    case training::PredictionKind::Number:
        addNumbers(predictions);
        break;
    case training::PredictionKind::Class:
        addClasses(predictions);
        break;
    }
}

/// From the errors, not from predictions and labels: those are exact beyond 2^53 too.
void PredictionTally::addNumbers(const Predictions& predictions) {
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (std::isnan(predictions.actuals[i]))
            continue;
        ++m_numbers;
        m_absolute += predictions.errors[i];
        m_squared += predictions.errors[i] * predictions.errors[i];
    }
}

/// A row of a class that the model does not know is wrong, whatever was predicted.
void PredictionTally::addClasses(const Predictions& predictions) {
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (std::isnan(predictions.errors[i]))
            continue;
        const bool isKnown = !std::isnan(predictions.actuals[i]); // else a class that training never saw
        const auto actual =
            isKnown ? std::optional(static_cast<std::size_t>(predictions.actuals[i])) : std::nullopt;
        if (predictions.classes[i] == training::kNoAnswer) {
            m_classes.add(std::nullopt, actual);
            continue; // the area is over the rows that have a probability
        }
        m_classes.add(static_cast<std::size_t>(predictions.classes[i]), actual);
        if (m_model.classes() == 2)
            m_area.add(predictions.values[i], actual == 1);
    }
}

void PredictionTally::addTo(training::Evaluation& evaluation) {
    switch (m_model.objective().prediction) {
    case training::PredictionKind::Score:
        if (m_rows == 0)
            return;
        evaluation.values["reconstruction_error"] = m_values / static_cast<double>(m_rows);
        evaluation.values["anomaly_rate"] = m_anomalous / static_cast<double>(m_rows);
        return;
    case training::PredictionKind::Number:
        if (m_numbers == 0)
            return;
        evaluation.values["rmse"] = std::sqrt(m_squared / static_cast<double>(m_numbers));
        evaluation.values["mae"] = m_absolute / static_cast<double>(m_numbers);
        return;
    case training::PredictionKind::Class:
        if (m_classes.rows() == 0)
            return;
        m_classes.addTo(evaluation, m_counted.unknownClasses.rowsOfEach());
        if (const double auc = m_area.area(); !std::isnan(auc))
            evaluation.values["auc"] = auc;
        return;
    }
}

training::Evaluation PredictionTally::evaluation() {
    training::Evaluation out;
    addTo(out);
    out.count(m_counted, m_model.task);
    return out;
}

training::Evaluation evaluatePredictions(const model::TrainedModel& model, const Predictions& predictions) {
    PredictionTally tally(model);
    tally.add(predictions);
    return tally.evaluation();
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
