#pragma once

#include "model/trained_model.h"
#include "scoring/scorer.h"
#include "training/metrics.h"

namespace driftwood::scoring {

/// How good predictions are, by the names of training/metrics.h: "rmse", "mae" (label's unit); the figures of
/// training::ClassTally and "auc"; "reconstruction_error" (mean) and "anomaly_rate" for anomaly detection.
/// "rows" always: those with a label where the task has one, of unknown classes included.
[[nodiscard]] training::Evaluation evaluatePredictions(const model::TrainedModel& model,
                                                       const Predictions& predictions);

/// Appends the rows of `more` to `all`; both by the same model.
void append(Predictions& all, const Predictions& more);

} // namespace driftwood::scoring
