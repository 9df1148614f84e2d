#pragma once

#include "dataset/stream_dataset.h"
#include "features/overtime/over_time_columns.h"
#include "profiling/feature_suggestion.h"
#include "runs/lesson.h"
#include "runs/model_assembly.h"
#include "runs/run_journal.h"
#include "runs/training_data.h"
#include "runs/training_job.h"
#include "scoring/over_time_rows.h"
#include "training/learners/one_pass_network.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::runs {

/// A run in progress: its request and state, its journal and its sink.
class TrainingRun {
  public:
    TrainingRun(broker::Connection& connection, std::unique_ptr<workspace::Workspace> workspace,
                TrainRequest request, const TrainSink& sink, const std::stop_token& stop,
                TrainControl* control)
        : m_connection(connection)
        , m_workspace(std::move(workspace))
        , m_request(std::move(request))
        , m_stop(stop)
        , m_control(control)
        , m_journal(*m_workspace, sink) {}

    Result<TrainOutcome> run(std::optional<workspace::RunRow> resumed);

  private:
    Status load();
    Status addColumnsOverTime();
    void noteOverTime(const std::vector<features::OverTimeColumns::Remark>& remarks);
    Status chooseFeatures(const workspace::Workspace::DatasetRow& row);
    Status begin(std::optional<workspace::RunRow> resumed);
    Result<TrainOutcome> train();
    /// Gives `use` the rows: those in memory, or the data set's as a stream.
    Status withRows(const std::vector<std::string>& fields, const dataset::UseRows& use);
    Status checkLabelVaries();
    /// The model whose weights this run began with; null: none.
    [[nodiscard]] const model::TrainedModel* parentLearnedFrom() const;
    Result<std::unique_ptr<Lesson>> lessonOn(dataset::RowSource& rows);
    Result<std::unique_ptr<Lesson>> batchLesson();
    Result<std::unique_ptr<Lesson>> onePassLesson(dataset::RowSource& rows);
    /// The model of the rows; nothing if it was stopped.
    Result<std::optional<model::TrainedModel>> trainOn(dataset::RowSource& rows);
    Result<std::optional<model::TrainedModel>> trainOnStream(dataset::RowSource& rows);
    /// Steps to the end; false: it was told to stop.
    Result<bool> learn(Lesson& lesson);
    /// Whether what the learner has is worth a model, and why it ended.
    Result<std::string> reasonOf(const training::Learner& learner, int bestEpoch);
    Status restore(training::Learner& learner);
    Status checkpoint(const training::Learner& learner);
    Status checkpointIfDue(const training::Learner& learner);
    /// Handles pause and checkpoint requests made since the last step.
    Status attend(const training::Learner& learner);
    Status announce(std::shared_ptr<RunSetup> setup, const training::Baselines& baselines);
    Status namePositiveClass(const features::FittedFeatures& features,
                             const std::vector<std::int64_t>& classRows);
    Result<TrainOutcome> stopped();
    /// Describes the point at which resuming starts.
    [[nodiscard]] std::string keptUpTo() const;
    Status onceThereIsSpace(const std::function<Status()>& save);
    Status keepModel(const model::TrainedModel& model);
    /// Adds what the run knows of itself.
    void complete(ModelParts& parts, const std::string& stopReason);
    Result<TrainOutcome> finish(model::TrainedModel assembled);
    training::EngineFactory engineFactory() const;
    Result<training::Network> networkOf(const PreparedData& data) const;
    std::vector<float> startFor(const features::FittedFeatures& features, const training::Network& network);
    void noteStart(const Error* whyNot);
    Result<std::unique_ptr<training::OnePassNetwork>> onePassNetwork(const records::RecordBatch& firstRows);

    broker::Connection& m_connection;
    std::unique_ptr<workspace::Workspace> m_workspace;
    TrainRequest m_request;
    const std::stop_token& m_stop;
    TrainControl* m_control;
    RunJournal m_journal;
    bool m_resuming = false;
    bool m_staysStopped = false; ///< only saving the best epoch failed; the run stays as it was
    dataset::Manifest m_manifest;
    /// All rows; where they are streamed, only some of them, for a look beforehand.
    std::optional<dataset::LoadedDataset> m_data;
    const scoring::OverTimeRows* m_streamedOverTime = nullptr; ///< the rows that are trained on
    bool m_streams = false;            ///< in one pass over more rows than are kept in memory
    profiling::FeatureChoice m_choice; ///< set once the data set is read
    std::shared_ptr<const model::TrainedModel> m_parent; ///< null: none
    std::string m_startedFrom;                           ///< as in Lineage
    std::chrono::steady_clock::time_point m_lastCheckpoint;
    int m_checkpoints = 0;
    std::int64_t m_keptSteps = -1; ///< step of the checkpoint on disk; -1: none
};

} // namespace driftwood::runs
