#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "features/feature_spec.h"
#include "model/trained_model.h"
#include "training/training_spec.h"
#include "workspace/workspace.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace driftwood::session {

enum class EngineChoice : unsigned char { Native, LibTorch };

/// A training run as a person asks for it: a data set of the workspace and what to do with it.
struct TrainRequest {
    std::string dataset;
    std::string modelName;
    features::FeatureSpec features; ///< no inputs: suggested from the data set's schema
    training::TrainingSpec training;
    EngineChoice engine = EngineChoice::Native;
    bool incremental = false;
    std::string parentModelId;
    std::chrono::seconds checkpointEvery{30};
};

/// What a run reports while it goes: where it is, and the metrics that were new.
struct TrainUpdate {
    Progress progress;
    std::vector<workspace::MetricRow> metrics;
};
using TrainSink = std::function<void(TrainUpdate)>;

struct TrainOutcome {
    workspace::RunRow run;
    std::shared_ptr<const model::TrainedModel>
        model; ///< null when the run was stopped: the checkpoint is kept
};

/// Replays the data set (verified against its manifest), fits features on its training part, trains,
/// evaluates, saves the model's bundle under <workspace>/models and everything a person wants to see later
/// into the workspace. A stopped run keeps a checkpoint; resumeTraining() goes on from it and ends with the
/// same weights as an uninterrupted one. Runs in the calling thread; `workspaceFolder` is opened there.
[[nodiscard]] Result<TrainOutcome> runTraining(broker::Connection& connection,
                                               const std::filesystem::path& workspaceFolder,
                                               const TrainRequest& request, const TrainSink& sink,
                                               const std::stop_token& stop);
[[nodiscard]] Result<TrainOutcome> resumeTraining(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  std::int64_t runId, const TrainSink& sink,
                                                  const std::stop_token& stop);

} // namespace driftwood::session
