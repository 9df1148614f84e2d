#pragma once

#include "base/result.h"
#include "broker/connection_profile.h"
#include "dataset/manifest.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::workspace {

/// Interrupted: noted as running, but whoever ran it is gone (see ActivityLock). Can be resumed, as stopped
/// and failed ones can.
enum class RunStatus : std::uint8_t { Running, Finished, Stopped, Failed, Interrupted };
[[nodiscard]] std::string_view
runStatusName(RunStatus status); ///< "running", "finished", "stopped", "failed", "interrupted"

/// A training run. Specs are the JSON of their rooms, kept as text so that the workspace needs to know none
/// of them.
struct RunRow {
    std::int64_t id = 0; ///< given by addRun; that of a removed run is never given again
    std::string name;
    std::string datasetName;
    std::string task;
    std::string featureSpecJson;
    std::string trainingSpecJson;
    bool incremental = false;
    RunStatus status = RunStatus::Running;
    std::string stopReason; ///< words for people
    std::string engine;
    std::int64_t steps = 0;
    std::string modelId;        ///< empty until one was made
    std::string parentModelId;  ///< the model this run trains again after; empty
    std::string checkpointPath; ///< empty: none
    std::string startedAt;      ///< ISO 8601
    std::string finishedAt;
};

struct MetricRow {
    std::int64_t step = 0;
    std::string name; ///< "train/loss", "validation/loss", "validation/rmse" …
    double value = 0.0;
};

struct ModelRow {
    std::string id;
    std::string name;
    std::string task;
    std::string bundlePath; ///< folder of the native bundle
    std::string datasetName;
    std::int64_t runId = 0;
    std::string parentModelId;
    std::string metricsJson; ///< validation metrics as an object
    std::string createdAt;
};

struct ExportRow {
    std::string modelId;
    std::string format; ///< "torchscript"
    std::string path;
    std::string reportJson; ///< what was verified
    std::string createdAt;
};

/// What came out when a model was tried on records it may never have seen.
struct BacktestRow {
    std::string modelId;
    std::string datasetName;     ///< empty: ranges of a topic, no data set
    bool validationOnly = false; ///< only the data set's validation part
    std::string rangesJson;      ///< what was read; as in AlarmRow
    std::int64_t fromMs = -1;    ///< smallest and largest timestamp of the scored records
    std::int64_t toMs = -1;
    std::int64_t rows = 0;   ///< that were scored
    std::string metricsJson; ///< as in ModelRow
    std::int64_t alarms = 0; ///< that the drift monitor raised
    std::string predictionsSha256;
    std::string createdAt;
    bool operator==(const BacktestRow&) const = default;
};

struct MonitorRow {
    std::int64_t id = 0; ///< given by addMonitor; that of a removed monitor is never given again
    std::string name;    ///< that a person gave it; empty: its model's. Kept by renameMonitor() alone
    std::string modelId;
    std::string sourceTopic;
    std::string targetTopic;
    std::string group;
    std::string profileName;
    bool running = false;
    bool interrupted = false; ///< noted as running, but whoever ran it is gone: offered for resumption
    std::int64_t scored = 0;
    std::string configJson;
    std::string startedAt;
    std::string stoppedAt;
};

/// What a person said of an alarm.
struct PersonNote {
    std::string by;
    std::string at; ///< ISO 8601; empty: nobody did
    std::string words;
    bool operator==(const PersonNote&) const = default;
};

struct AlarmRow {
    std::string id;
    std::int64_t monitorId = 0;
    std::string kind;
    std::string path;
    double value = 0.0;
    double threshold = 0.0;
    std::string rangesJson; ///< {"topic":…,"partitions":[{"partition":0,"begin":1,"end":2}]}
    std::int64_t raisedAtMs = 0;
    std::int64_t clearedAtMs = 0; ///< 0: open
    std::int64_t fromMs = -1; ///< smallest and largest timestamp of the records in the ranges; -1: unknown
    std::int64_t toMs = -1;
    std::string detailsJson; ///< what else its kind knows; empty: an earlier version saved it
    // A person's, kept by acknowledgeAlarm() and muteAlarm() alone: saveAlarm() leaves them as they are.
    PersonNote acknowledged{};
    PersonNote muted{};
    std::int64_t mutedUntilMs = 0; ///< wall clock; 0: not muted
};

/// One model taking another's place in a group: same topic, same target, same offsets.
enum class PromotionState : std::uint8_t {
    Requested, ///< whoever runs the monitor has not done it yet
    Done,
    Refused, ///< the monitor goes on as it was; see reason
};
struct PromotionRow {
    std::int64_t id = 0;
    std::int64_t fromMonitorId = 0;
    std::int64_t toMonitorId = 0;
    PromotionState state = PromotionState::Requested;
    std::string by;
    std::string why;
    std::string requestedAt; ///< ISO 8601
    std::string doneAt;      ///< or refused; empty until then
    /// At which the one stopped and the other goes on: [{"partition":0,"offset":1}]; empty until then.
    std::string positionsJson;
    std::string reason; ///< why it was refused
    bool operator==(const PromotionRow&) const = default;
};

/// One piece of what a monitor's charts show. What it holds is its writer's affair.
struct HistoryRow {
    std::string kind;
    std::int64_t atMs = 0; ///< record time; with the kind it names the row
    std::string json;
};

/// What was made, in one SQLite file: profiles, data sets (manifests), runs with metric history, models,
/// exports, back-tests, monitors, alarms. Records themselves stay in the log. Every call is one transaction;
/// a killed process leaves the file whole. Paths are given and come back absolute; inside they are relative
/// to the folder where they lie in it, so a workspace can be moved. An object belongs to the thread that
/// opened it; several may have the same file open.
class Workspace {
  public:
    /// Makes the folder and file if needed and migrates an older one (a copy is kept beside it first). A file
    /// written by a newer Driftwood is refused, unchanged. One that cannot be written, for its permissions or
    /// for want of space, is opened to be read.
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const std::filesystem::path& folder);
    virtual ~Workspace() = default;

    [[nodiscard]] virtual const std::filesystem::path& folder() const = 0;
    /// Why nothing can be written, which every call that would fails with: "the disk is full"; empty where it
    /// can be.
    [[nodiscard]] virtual const std::string& whyReadOnly() const = 0;

    /// Replaces a profile of the same name. Paths of files in it, also in its properties, are made absolute:
    /// the next program to use them may be started elsewhere. "~/" is the home folder.
    [[nodiscard]] virtual Status saveProfile(const broker::ConnectionProfile& profile) = 0;
    [[nodiscard]] virtual Result<std::vector<broker::ConnectionProfile>> profiles() = 0;
    [[nodiscard]] virtual Result<broker::ConnectionProfile> profile(const std::string& name) = 0;
    [[nodiscard]] virtual Status removeProfile(const std::string& name) = 0;

    /// AlreadyExists when the name is taken: a data set never changes under its name.
    [[nodiscard]] virtual Status addDataset(const dataset::Manifest& manifest, const std::string& profileName,
                                            const std::string& bootstrapServers = {}) = 0;
    struct DatasetRow {
        dataset::Manifest manifest;
        std::string profileName;      ///< of the connection it was read by; empty: named by its servers alone
        std::string rolesJson;        ///< what a person chose for its fields; empty: nothing yet
        std::string bootstrapServers; ///< of that connection; empty where an older program made the data set
        /// How a person knows the cluster: the profile's name, else the servers.
        [[nodiscard]] const std::string& origin() const {
            return profileName.empty() ? bootstrapServers : profileName;
        }
    };
    [[nodiscard]] virtual Result<std::vector<DatasetRow>> datasets() = 0;
    [[nodiscard]] virtual Result<DatasetRow> dataset(const std::string& name) = 0;
    /// The one thing about a data set that may change: it says how to use the records, not which.
    [[nodiscard]] virtual Status setDatasetRoles(const std::string& name, const std::string& rolesJson) = 0;
    [[nodiscard]] virtual Status removeDataset(const std::string& name) = 0;

    [[nodiscard]] virtual Result<std::int64_t> addRun(const RunRow& run) = 0;
    [[nodiscard]] virtual Status updateRun(const RunRow& run) = 0;
    [[nodiscard]] virtual Result<std::vector<RunRow>> runs() = 0; ///< newest first
    [[nodiscard]] virtual Result<RunRow> run(std::int64_t id) = 0;
    /// With its curves. The model it made stays, its checkpoint's file too. InvalidArgument while it is
    /// trained.
    [[nodiscard]] virtual Status removeRun(std::int64_t id) = 0;
    [[nodiscard]] virtual Status addMetrics(std::int64_t runId, const std::vector<MetricRow>& metrics) = 0;
    [[nodiscard]] virtual Result<std::vector<MetricRow>>
    metrics(std::int64_t runId) = 0; ///< by name, then step
    /// One of them, by step; empty where the run has none of that name.
    [[nodiscard]] virtual Result<std::vector<MetricRow>> metric(std::int64_t runId,
                                                                const std::string& name) = 0;

    [[nodiscard]] virtual Status addModel(const ModelRow& model) = 0;
    [[nodiscard]] virtual Result<std::vector<ModelRow>> models() = 0; ///< newest first
    /// By id, unique prefix of an id (at least 4 characters), or name (the newest of that name).
    [[nodiscard]] virtual Result<ModelRow> model(const std::string& idOrName) = 0;
    /// With what it says of its exports and back-tests. Files, runs and monitors stay as they are.
    [[nodiscard]] virtual Status removeModel(const std::string& id) = 0;
    [[nodiscard]] virtual Status addExport(const ExportRow& row) = 0;
    [[nodiscard]] virtual Result<std::vector<ExportRow>> exports(const std::string& modelId) = 0;

    [[nodiscard]] virtual Status addBacktest(const BacktestRow& row) = 0;
    /// Of all models, newest first.
    [[nodiscard]] virtual Result<std::vector<BacktestRow>> backtests() = 0;

    [[nodiscard]] virtual Result<std::int64_t> addMonitor(const MonitorRow& monitor) = 0;
    [[nodiscard]] virtual Status updateMonitor(const MonitorRow& monitor) = 0;
    [[nodiscard]] virtual Result<std::vector<MonitorRow>> monitors() = 0;
    /// An empty name gives it its model's again.
    [[nodiscard]] virtual Status renameMonitor(std::int64_t id, const std::string& name) = 0;
    /// With its alarms and charts; its number is not given again. What it wrote to Kafka stays.
    /// InvalidArgument while it runs.
    [[nodiscard]] virtual Status removeMonitor(std::int64_t id) = 0;
    [[nodiscard]] virtual Result<std::int64_t> addPromotion(const PromotionRow& promotion) = 0;
    [[nodiscard]] virtual Status updatePromotion(const PromotionRow& promotion) = 0;
    [[nodiscard]] virtual Result<std::vector<PromotionRow>> promotions() = 0; ///< newest first
    /// Inserts, or updates the alarm of the same monitor and id.
    [[nodiscard]] virtual Status saveAlarm(const AlarmRow& alarm) = 0;
    [[nodiscard]] virtual Result<std::vector<AlarmRow>> alarms() = 0; ///< newest first
    /// NotFound where there is no such alarm.
    [[nodiscard]] virtual Status acknowledgeAlarm(std::int64_t monitorId, const std::string& alarmId,
                                                  const PersonNote& note) = 0;
    /// `untilMs` 0: heard again.
    [[nodiscard]] virtual Status muteAlarm(std::int64_t monitorId, const std::string& alarmId,
                                           std::int64_t untilMs, const PersonNote& note) = 0;
    /// Inserts the rows, each in the place of one of the same kind and time.
    [[nodiscard]] virtual Status addHistory(std::int64_t monitorId, const std::vector<HistoryRow>& rows) = 0;
    /// The rows become all there are of this kind.
    [[nodiscard]] virtual Status replaceHistory(std::int64_t monitorId, const std::string& kind,
                                                const std::vector<HistoryRow>& rows) = 0;
    [[nodiscard]] virtual Result<std::vector<HistoryRow>>
    history(std::int64_t monitorId) = 0; ///< by kind, then time
};

/// Whether there is a workspace in the folder; makes nothing.
[[nodiscard]] bool exists(const std::filesystem::path& folder);

/// Where a person's workspace lies unless told otherwise: $DRIFTWOOD_WORKSPACE, else the platform's data
/// folder.
[[nodiscard]] std::filesystem::path defaultFolder();

} // namespace driftwood::workspace
