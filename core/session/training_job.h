#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "features/feature_spec.h"
#include "model/trained_model.h"
#include "session/kept_steps.h"
#include "session/label_check.h"
#include "session/train_control.h"
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
    std::chrono::seconds waitForSpace{60}; ///< on a full disk, to save the model that training ended with
};

/// The reason in the row and the model of a run that TrainControl::keepBest() ended.
inline constexpr std::string_view kKeptBest = "stopped by you, best epoch kept";

/// The row a run of this request begins with.
[[nodiscard]] workspace::RunRow runRowOf(const TrainRequest& request);
/// What a run was asked for; CorruptData where its specs cannot be read.
[[nodiscard]] Result<TrainRequest> requestOf(const workspace::RunRow& row);

/// What is known of a run once its data set is read and its network is made. The numbers are kept with the
/// run, as the metrics "rows/train", "rows/gap", "rows/validation", "rows/without_label", "network/inputs",
/// "network/outputs" and "network/parameters" of step 0, and the baselines on the validation rows under the
/// names of training::addTo().
struct RunSetup {
    std::int64_t trainRows = 0, gapRows = 0, validationRows = 0; ///< incremental: all are training rows
    std::int64_t rowsWithoutLabel = 0; ///< of both parts, where they are known before the first step
    training::DenseShape shape;
    std::vector<features::FittedInput> inputs;
    features::ReferenceStatistics reference;   ///< of the training rows; nothing of outputs yet
    std::vector<model::LeftOutField> leftOut;  ///< fields that are not learned from, and why
    std::vector<model::LeftOutField> doubtful; ///< inputs that give the label away, only grow or are constant
    std::optional<LabelCheck> validationLabel; ///< classification: how the classes lie in the validation part
};

/// What a run reports while it goes: where it is, and what was new.
///
/// Metrics are what is kept in the workspace (see KeptSteps for the steps' own): "train/epoch_loss" and
/// "validation/…" at an epoch's end; incremental runs: "prequential/…" since the first record and "window/…"
/// over the last. "spike/loss", "spike/partition" and "spike/offset" name the record of a batch whose loss
/// stood out, or was not finite, that had the largest part in it.
struct TrainUpdate {
    Progress progress;
    std::vector<workspace::MetricRow> metrics;
    std::int64_t runId = 0;
    std::optional<StepReport> step; ///< every step, also those that are not kept
    /// Once; in one pass again when the network has grown by a class or a category.
    std::shared_ptr<const RunSetup> setup;
    std::int64_t checkpointStep = 0; ///< a checkpoint was written at this step
    int bestEpoch = 0;               ///< at an epoch's end: the best one so far; 0: there is none
};
using TrainSink = std::function<void(TrainUpdate)>;

struct TrainOutcome {
    workspace::RunRow run;
    std::shared_ptr<const model::TrainedModel>
        model; ///< null when the run was stopped: the checkpoint is kept
};

/// Replays the data set (verified against its manifest), fits features on its training part, trains,
/// evaluates, saves the model's bundle under <workspace>/models and everything a person wants to see later
/// into the workspace. A run that was stopped, failed or interrupted keeps its checkpoint; resumeTraining()
/// goes on from it and ends with the same weights as an uninterrupted one. A disk that gets full does not end
/// a training, which goes on in memory and says in its progress what is not kept: only where there is no
/// space for the model either, some time after the end, is the run one to resume. Runs in the calling thread;
/// `workspaceFolder` is opened there. While `control` holds it, a checkpoint of where it stands is on the
/// disk.
[[nodiscard]] Result<TrainOutcome> runTraining(broker::Connection& connection,
                                               const std::filesystem::path& workspaceFolder,
                                               const TrainRequest& request, const TrainSink& sink,
                                               const std::stop_token& stop, TrainControl* control = nullptr);
[[nodiscard]] Result<TrainOutcome> resumeTraining(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  std::int64_t runId, const TrainSink& sink,
                                                  const std::stop_token& stop,
                                                  TrainControl* control = nullptr);

} // namespace driftwood::session
