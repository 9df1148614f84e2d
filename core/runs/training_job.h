#pragma once

#include "base/progress.h"
#include "broker/connection.h"
#include "features/feature_spec.h"
#include "model/trained_model.h"
#include "profiling/label_check.h"
#include "runs/kept_measurements.h"
#include "runs/kept_steps.h"
#include "runs/train_control.h"
#include "training/learners/learners.h"
#include "training/training_spec.h"
#include "workspace/workspace.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace driftwood::runs {

enum class EngineChoice : unsigned char { Native, LibTorch };

/// The user's request for a training run: a data set of the workspace and how to train on it.
struct TrainRequest {
    std::string dataset;
    std::string modelName;
    features::FeatureSpec features; ///< without inputs: suggested from the data set's schema
    training::TrainingSpec training;
    EngineChoice engine = EngineChoice::Native;
    training::LearnerKind learner = training::LearnerKind::Batch;
    std::string parentModelId;
    std::chrono::seconds checkpointEvery{30};
    std::chrono::seconds waitForSpace{60}; ///< on a full disk, for saving the finished model
    /// A run in one pass over more offsets than this streams its rows, after a look at so many of them.
    std::int64_t mostInMemory = 250'000;
};

/// The stop reason stored in the row and the model of a run that TrainControl::keepBest() ended.
inline constexpr std::string_view kKeptBest = "stopped by you, best epoch kept";

/// How the error of a run begins whose loss became infinite or not a number before an epoch ended. Resuming
/// it ends alike.
inline constexpr std::string_view kLossNotFinite =
    "the loss became infinite or not a number in the first epoch";

/// The stage of a run whose model cannot be saved because the disk is full; its detail has the reason.
inline constexpr std::string_view kWaitsForSpace = "waiting for space on the disk";

/// The initial row of a run for this request.
[[nodiscard]] workspace::RunRow runRowOf(const TrainRequest& request);
/// The request of an existing run; CorruptData if its specs cannot be read.
[[nodiscard]] Result<TrainRequest> requestOf(const workspace::RunRow& row);

/// The facts about a run once its data set is read and its network exists. The numbers are stored as the
/// run's metrics "rows/train", "rows/gap", "rows/validation", "rows/without_label", "network/inputs",
/// "network/outputs" and "network/parameters" of step 0, and the baselines on the validation rows under the
/// names of training::addTo().
struct RunSetup {
    std::int64_t trainRows = 0, gapRows = 0, validationRows = 0; ///< in one pass: all are training rows
    std::int64_t rowsWithoutLabel = 0; ///< in both parts, if known before the first step
    training::Network network;
    std::vector<features::FittedInput> inputs;
    features::ReferenceStatistics reference;   ///< of the training rows, without outputs yet
    std::vector<model::LeftOutField> leftOut;  ///< fields that are not learned from, with the reason
    std::vector<model::LeftOutField> doubtful; ///< inputs that reveal the label, only grow or are constant
    std::optional<profiling::LabelCheck>
        validationLabel; ///< classification: distribution in the validation part
};

/// A report of a running training: its progress and what is new.
///
/// Metrics are those stored in the workspace (see KeptSteps and KeptMeasurements): "train/epoch_loss" and
/// "validation/…" at an epoch's end; in one pass: "prequential/…" since the first record and "window/…" over
/// the last ones. "spike/loss", "spike/partition" and "spike/offset" name the record that contributed most to
/// a batch whose loss stood out or was not finite.
struct TrainUpdate {
    Progress progress;
    std::vector<workspace::MetricRow> metrics;
    std::int64_t runId = 0;
    std::optional<StepReport> step; ///< every step, including those that are not stored
    /// Sent once; one-pass runs send it again when the network has grown by a class or a category.
    std::shared_ptr<const RunSetup> setup;
    std::int64_t checkpointStep = 0; ///< step of a checkpoint that was written
    /// Sent once by a resumed run: the step of its checkpoint. What was known of later steps is void.
    std::optional<std::int64_t> goesOnFrom;
    /// Sent now and then in a long run: points that are no longer kept (see KeptMeasurements). They go after
    /// `metrics` were added.
    std::shared_ptr<const DroppedPoints> dropped;
    int bestEpoch = 0; ///< at an epoch's end: the best one so far; 0: none
};
using TrainSink = std::function<void(TrainUpdate)>;

struct TrainOutcome {
    workspace::RunRow run;
    std::shared_ptr<const model::TrainedModel>
        model; ///< null if the run was stopped, which keeps the checkpoint
};

/// Replays the data set (verified against its manifest), fits features on its training part,
/// trains, evaluates, saves the model's bundle under <workspace>/models and records the run
/// in the workspace. A run that was stopped, failed or interrupted keeps its checkpoint;
/// resumeTraining() continues from it and ends with the same weights as an uninterrupted
/// run. A full disk does not end training, which continues in memory and reports what is not
/// stored; only if there is no space for the model either, some time after the end, must the
/// run be resumed. Runs in the calling thread, where it opens `workspaceFolder`. While
/// `control` pauses the run, a checkpoint of its current state is on disk.
[[nodiscard]] Result<TrainOutcome> runTraining(broker::Connection& connection,
                                               const std::filesystem::path& workspaceFolder,
                                               const TrainRequest& request, const TrainSink& sink,
                                               const std::stop_token& stop, TrainControl* control = nullptr);
[[nodiscard]] Result<TrainOutcome> resumeTraining(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  std::int64_t runId, const TrainSink& sink,
                                                  const std::stop_token& stop,
                                                  TrainControl* control = nullptr);

} // namespace driftwood::runs
