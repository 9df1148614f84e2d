#pragma once

#include "model/trained_model.h"
#include "scoring/scorer.h"
#include "training/class_tally.h"
#include "training/metrics.h"
#include "training/roc_area.h"

namespace driftwood::scoring {

/// evaluatePredictions() of predictions that come in batches. Takes eight bytes a row for the "auc" of two
/// classes, and nothing otherwise.
class PredictionTally {
  public:
    explicit PredictionTally(const model::TrainedModel& model);
    void add(const Predictions& predictions);
    [[nodiscard]] std::int64_t rows() const { return m_rows; } ///< all, whether they have a label or not
    [[nodiscard]] training::Evaluation evaluation();

  private:
    void addNumbers(const Predictions& predictions);
    void addClasses(const Predictions& predictions);
    void addTo(training::Evaluation& evaluation);

    const model::TrainedModel& m_model;
    std::int64_t m_rows = 0;
    training::CountedRows m_counted;
    double m_values = 0.0; ///< sums; anomaly detection
    double m_anomalous = 0.0;
    double m_absolute = 0.0; ///< sums of errors; regression
    double m_squared = 0.0;
    std::int64_t m_numbers = 0;
    training::ClassTally m_classes;
    training::RocArea m_area;
};

/// How good predictions are, by the names of training/metrics.h: "rmse", "mae" (label's unit); the figures of
/// training::ClassTally and "auc"; "reconstruction_error" (mean) and "anomaly_rate" for anomaly detection.
/// "rows" always: those with a label where the task has one, of unknown classes included.
[[nodiscard]] training::Evaluation evaluatePredictions(const model::TrainedModel& model,
                                                       const Predictions& predictions);

/// Appends the rows of `more` to `all`; both by the same model.
void append(Predictions& all, const Predictions& more);

} // namespace driftwood::scoring
