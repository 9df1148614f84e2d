#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "dataset/dataset.h"
#include "model/trained_model.h"
#include "scoring/scorer.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::session {

/// Counts between ascending edges, one more than counts; both empty where there was nothing to count.
struct Bins {
    std::vector<double> edges;
    std::vector<double> counts;
};

/// Regression: rows by what was and by what was predicted, on one scale for both.
struct Agreement {
    double begin = 0.0;
    double width = 1.0;               ///< of a cell, in the label's unit
    std::size_t cells = 0;            ///< a side; 0: there was nothing to count
    std::vector<std::int64_t> counts; ///< of cell [actual * cells + predicted]
    std::int64_t outside = 0;         ///< rows so far out that the rest would shrink to a dot
};

/// Classification: rows by what was and by what was predicted.
struct Confusion {
    std::vector<std::string> classes;
    std::vector<std::int64_t> counts; ///< [actual * classes + predicted]
    std::vector<std::int64_t> unseen; ///< by predicted class: rows of a class that training never saw

    [[nodiscard]] std::int64_t at(std::size_t actual, std::size_t predicted) const {
        return counts[actual * classes.size() + predicted];
    }
};

/// One class of a Confusion; NaN where there is nothing to divide by.
struct ClassFigures {
    std::int64_t actual = 0;    ///< rows of the class
    std::int64_t predicted = 0; ///< rows that were said to be
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
};
[[nodiscard]] ClassFigures figuresOf(const Confusion& confusion, std::size_t classIndex);

/// A record the model is wrong about, and how much.
struct WrongRecord {
    Position position;
    TimestampMs at;
    std::string key;                  ///< empty: none
    double value = 0.0;               ///< as Predictions::values has it
    double actual = 0.0;              ///< as Predictions::actuals has it
    std::int32_t predictedClass = -1; ///< classification: index
    /// What they are ordered by: the score (anomaly detection), the absolute error (regression), the
    /// probability of the wrong class (classification).
    double size = 0.0;
};

/// Where a model is wrong on the records that it was judged by. Which parts are filled depends on its task.
struct ErrorStudy {
    std::shared_ptr<const model::TrainedModel> model;
    std::int64_t rows = 0;       ///< that were scored
    std::int64_t unlabelled = 0; ///< of these; they count in no error
    /// Anomaly detection: beyond the threshold. Classification: of another class than was said. Regression:
    /// 0.
    std::int64_t wrong = 0;
    /// The model has learned from these rows: the data set keeps none back, or it was trained in one pass.
    bool learnedFrom = false;
    training::Evaluation evaluation; ///< scoring::evaluatePredictions() of all rows
    /// Anomaly detection: scores, bins of equal ratio. Regression: predicted - actual, bins of equal width.
    Bins distribution;
    Bins training; ///< anomaly detection: scores of the training rows, between the same edges
    Agreement agreement;
    Confusion confusion;
    double bias = 0.0;                ///< regression: mean of predicted - actual
    double errorP95 = 0.0;            ///< regression: 95 % of the absolute errors are at most this
    std::vector<WrongRecord> largest; ///< at most kLargestErrors, the largest first
};

inline constexpr std::size_t kLargestErrors = 200;

/// Reads the model's data set again (see dataset::loadDataset for what it refuses) and scores its validation
/// part through the one scorer. Runs in the calling thread.
[[nodiscard]] Result<ErrorStudy> studyErrors(broker::Connection& connection,
                                             const std::shared_ptr<const model::TrainedModel>& model,
                                             const ProgressSink& progress, const std::stop_token& stop);
/// The same of rows that are at hand.
[[nodiscard]] Result<ErrorStudy> studyErrors(const std::shared_ptr<const model::TrainedModel>& model,
                                             const dataset::LoadedDataset& data, const ProgressSink& progress,
                                             const std::stop_token& stop);

} // namespace driftwood::session
