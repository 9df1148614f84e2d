#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "dataset/dataset.h"
#include "drift/drift_monitor.h"
#include "training/metrics.h"
#include "workspace/workspace.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::session {

/// Which records models are tried on: a data set of the workspace, or ranges of a topic read as the first
/// model's data set was (same decoder, same isolation; without its filter, because live records are not
/// filtered either).
struct BacktestRequest {
    std::vector<std::string> models; ///< ids or names; several are compared on the same records
    std::string dataset;
    std::optional<broker::TopicRanges> ranges;
    bool beginMayMove = false;   ///< of the ranges, as dataset::DatasetRequest has it
    bool validationOnly = false; ///< only the data set's validation part
    drift::DriftConfig drift;
    /// Of the ranges, only records that none of the models was trained or validated on.
    bool leaveOutLearned = false;
    bool keep = true; ///< the workspace keeps what came out, for each model
};

struct BacktestResult {
    std::shared_ptr<const model::TrainedModel> model;
    training::Evaluation evaluation;
    training::Baselines baselines; ///< on the same rows
    std::vector<drift::DriftReport> reports;
    std::vector<drift::Alarm> alarms;
    /// Of the rows, those that the model learned from, or may have: rows of the data set it was made of, but
    /// for the validation part of that very data set. Its figures flatter it on them.
    std::int64_t familiarRows = 0;
    std::string predictionsSha256; ///< over values and classes in row order: equal digests, equal predictions
    double recordsPerSec = 0.0;    ///< scoring alone
};

struct BacktestOutcome {
    dataset::Manifest records; ///< of the rows that were scored; not saved in the workspace
    std::int64_t rows = 0;
    std::int64_t learned = 0; ///< offsets that were left out because a model had them in its data set
    std::vector<BacktestResult> results; ///< in the order of the request's models
};

/// Replays records through the same scorer and drift monitor that run live. Runs in the calling thread.
[[nodiscard]] Result<BacktestOutcome> runBacktest(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  const BacktestRequest& request,
                                                  const ProgressSink& progress, const std::stop_token& stop);

} // namespace driftwood::session
