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

namespace driftwood::evaluation {

/// The records on which models are tested: a data set of the workspace,
/// or ranges of a topic, read like the first model's data set (same decoder,
/// same isolation, but without its filter, because live records are not filtered either).
struct BacktestRequest {
    std::vector<std::string> models; ///< ids or names; several models are compared on the same records
    std::string dataset;
    std::optional<broker::TopicRanges> ranges;
    bool beginMayMove = false;   ///< for the ranges, as in dataset::DatasetRequest
    bool validationOnly = false; ///< only the data set's validation part
    drift::DriftConfig drift;
    /// For ranges: use only records on which none of the models was trained or validated.
    bool leaveOutLearned = false;
    /// Read instead of the ranges if these have no record that is new to all models.
    std::optional<broker::TopicRanges> otherwise;
    bool keep = true; ///< store the results in the workspace, for each model
};

struct BacktestResult {
    std::shared_ptr<const model::TrainedModel> model;
    training::Evaluation evaluation;
    training::Baselines baselines; ///< on the same rows
    std::vector<drift::DriftReport> reports;
    std::vector<drift::Alarm> alarms;
    /// Number of rows that the model learned from, or may have: rows of its own data set, except the
    /// validation part if this is the same data set. Metrics are too good on these.
    std::int64_t familiarRows = 0;
    std::string predictionsSha256; ///< over values and classes in row order; equal digests: equal predictions
    double recordsPerSec = 0.0;    ///< of scoring alone
};

struct BacktestOutcome {
    dataset::Manifest records; ///< describes the scored rows; not saved in the workspace
    /// Records that gave no row: at most dataset::kMaxKeptFailures, records.undecodable is the full count.
    std::vector<decoder::DecodeFailure> failures;
    std::int64_t rows = 0;
    std::int64_t learned = 0; ///< offsets that were left out because a model had them in its data set
    bool tookOthers = false;  ///< BacktestRequest::otherwise was read
    std::vector<BacktestResult> results; ///< in the order of the request's models
    /// Why the workspace does not keep the results though it should: reading goes on where it cannot be
    /// written.
    std::string notKept;
};

/// Replays records through the scorer and drift monitor that are used live. Runs in the calling thread.
[[nodiscard]] Result<BacktestOutcome> runBacktest(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  const BacktestRequest& request,
                                                  const ProgressSink& progress, const std::stop_token& stop);

} // namespace driftwood::evaluation
