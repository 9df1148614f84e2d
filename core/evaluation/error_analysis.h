#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "dataset/row_source.h"
#include "model/trained_model.h"
#include "scoring/scorer.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::evaluation {

/// Counts between ascending edges (one more edge than counts); both empty if there was nothing to count.
struct Bins {
    std::vector<double> edges;
    std::vector<double> counts;
};

/// Regression: rows by actual and predicted value, on a common scale.
struct Agreement {
    double begin = 0.0;
    double width = 1.0;               ///< of one cell, in the label's unit
    std::size_t cells = 0;            ///< per side; 0: nothing to count
    std::vector<std::int64_t> counts; ///< index: actual * cells + predicted
    std::int64_t outside = 0;         ///< rows excluded as outliers, which would compress the scale
};

/// Classification: rows by actual and predicted class.
struct Confusion {
    std::vector<std::string> classes; ///< as written in the records
    std::vector<std::int64_t> counts; ///< index: actual * classes + predicted
    std::vector<std::int64_t> unseen; ///< by predicted class: rows of a class not seen in training
    std::int64_t unanswered = 0;      ///< rows in none of the counts: wrong, but no class was predicted

    [[nodiscard]] std::int64_t at(std::size_t actual, std::size_t predicted) const {
        return counts[actual * classes.size() + predicted];
    }
};

/// Metrics of one class of a Confusion; NaN where the divisor is 0.
struct ClassFigures {
    std::int64_t actual = 0;    ///< rows of the class
    std::int64_t predicted = 0; ///< rows predicted as the class
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
};
[[nodiscard]] ClassFigures figuresOf(const Confusion& confusion, std::size_t classIndex);

/// A wrongly predicted record and the size of its error.
struct WrongRecord {
    RowPosition position;
    TimestampMs at;
    std::string key;                  ///< empty: none
    double value = 0.0;               ///< as in Predictions::values
    double actual = 0.0;              ///< as in Predictions::actuals
    std::int32_t predictedClass = -1; ///< classification: class index
    /// The sort key: the score (anomaly detection), the absolute error (regression), the probability of the
    /// wrong class (classification).
    double size = 0.0;
};

/// A model's errors on the records of its evaluation. The task determines which parts are filled.
struct ErrorAnalysis {
    std::shared_ptr<const model::TrainedModel> model;
    std::int64_t rows = 0;       ///< number of scored rows
    std::int64_t unlabelled = 0; ///< number of these without a label; excluded from errors
    /// Anomaly detection: rows above the threshold.
    /// Classification: rows predicted as another class. Regression: 0.
    std::int64_t wrong = 0;
    /// The model has learned these rows: its data set has no validation part, or it is a one-pass model.
    bool learnedFrom = false;
    training::Evaluation evaluation; ///< scoring::evaluatePredictions() over all rows
    /// Anomaly detection: scores, bins of equal ratio. Regression: predicted - actual, equal widths.
    Bins distribution;
    Bins training; ///< anomaly detection: scores of the training rows, with the same edges
    Agreement agreement;
    Confusion confusion;
    double bias = 0.0;                ///< regression: mean of predicted - actual
    double errorP95 = 0.0;            ///< regression: 95th percentile of the absolute error
    std::vector<WrongRecord> largest; ///< at most kLargestErrors, the largest first
};

inline constexpr std::size_t kLargestErrors = 200;

/// Rereads the model's data set (see dataset::streamDataset for errors) and scores its validation part with
/// the same scorer as everywhere. Runs in the calling thread.
[[nodiscard]] Result<ErrorAnalysis> analyseErrors(broker::Connection& connection,
                                                  const std::shared_ptr<const model::TrainedModel>& model,
                                                  const ProgressSink& progress, const std::stop_token& stop);
/// The same for rows of a data set whose parts are known.
[[nodiscard]] Result<ErrorAnalysis> analyseErrors(const std::shared_ptr<const model::TrainedModel>& model,
                                                  dataset::RowSource& rows, const std::stop_token& stop);

} // namespace driftwood::evaluation
