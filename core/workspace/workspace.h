#pragma once

#include "base/result.h"
#include "broker/profile/connection_profile.h"
#include "dataset/manifest.h"
#include "training/learners/learners.h"
#include "workspace/history.h"
#include "workspace/stored.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::workspace {

/// Interrupted: recorded as running, but its process is gone (see ActivityLock).
/// Can be resumed, like stopped and failed runs.
enum class RunStatus : std::uint8_t { Running, Finished, Stopped, Failed, Interrupted };
[[nodiscard]] std::string_view
runStatusName(RunStatus status); ///< "running", "finished", "stopped", "failed", "interrupted"

/// A training run.
struct RunRow {
    std::int64_t id = 0; ///< assigned by addRun; never reused after removal
    std::string name;
    std::string datasetName;
    std::string task;
    Stored<features::FeatureSpec> features;
    Stored<training::TrainingSpec> training;
    training::LearnerKind learner = training::LearnerKind::Batch;
    RunStatus status = RunStatus::Running;
    std::string stopReason; ///< text for the user
    std::string engine;
    std::int64_t steps = 0;
    std::string modelId;        ///< empty until there is one
    std::string parentModelId;  ///< the model that this run retrains; may be empty
    std::string checkpointPath; ///< empty when there is none
    std::string startedAt;      ///< ISO 8601
    std::string finishedAt;

    [[nodiscard]] const training::LearnerType& learnerType() const { return training::learnerOf(learner); }
    bool operator==(const RunRow&) const = default;
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
    Stored<StoredQuality> quality; ///< on new rows
    std::string createdAt;
    bool operator==(const ModelRow&) const = default;
};

struct ExportRow {
    std::string modelId;
    std::string format; ///< "torchscript"
    std::string path;
    Stored<ExportComparison> comparison;
    std::string createdAt;
    bool operator==(const ExportRow&) const = default;
};

/// Result of testing a model on records, which it may or may not have seen.
struct BacktestRow {
    std::string modelId;
    std::string datasetName;            ///< empty: ranges of a topic instead
    bool validationOnly = false;        ///< only the validation part of the data set
    Stored<broker::TopicRanges> ranges; ///< that were read
    std::int64_t fromMs = -1;           ///< smallest and largest timestamp of the scored records
    std::int64_t toMs = -1;
    std::int64_t rows = 0;         ///< number of scored records
    Stored<StoredQuality> quality; ///< on those rows
    std::int64_t alarms = 0;       ///< number raised by the drift monitor
    std::string predictionsSha256;
    std::string createdAt;
    bool operator==(const BacktestRow&) const = default;
};

struct MonitorRow {
    std::int64_t id = 0; ///< assigned by addMonitor; never reused after removal
    std::string name;    ///< given by the user; empty: the model's name. Changed only by renameMonitor()
    std::string modelId;
    std::string sourceTopic;
    std::string targetTopic;
    std::string group;
    std::string profileName;
    bool running = false;
    bool interrupted = false; ///< recorded as running, but its process is gone; can be resumed
    std::int64_t scored = 0;
    Stored<drift::DriftConfig> drift;
    std::string startedAt;
    std::string stoppedAt;
    bool operator==(const MonitorRow&) const = default;
};

/// A user's note on an alarm.
struct PersonNote {
    std::string by;
    std::string at; ///< ISO 8601; empty: no note
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
    Stored<broker::TopicRanges> ranges;
    std::int64_t raisedAtMs = 0;
    std::int64_t clearedAtMs = 0; ///< 0: open
    std::int64_t fromMs = -1; ///< smallest and largest timestamp of the records in the ranges; -1: unknown
    std::int64_t toMs = -1;
    Stored<drift::AlarmDetails> details; ///< without a text: saved by an earlier version
    // The user's notes, changed only by acknowledgeAlarm() and muteAlarm(): saveAlarm() keeps them.
    PersonNote acknowledged{};
    PersonNote muted{};
    std::int64_t mutedUntilMs = 0; ///< wall clock; 0: not muted
    bool operator==(const AlarmRow&) const = default;
};

/// The replacement of one model by another in a group: same topic, same target, same offsets.
enum class PromotionState : std::uint8_t {
    Requested, ///< the process that runs the monitor has not done it yet
    Done,
    Refused, ///< the monitor continues unchanged; see reason
};
struct PromotionRow {
    std::int64_t id = 0;
    std::int64_t fromMonitorId = 0;
    std::int64_t toMonitorId = 0;
    PromotionState state = PromotionState::Requested;
    std::string by;
    std::string why;
    std::string requestedAt;                 ///< ISO 8601
    std::string doneAt;                      ///< or refused; empty until then
    Stored<std::vector<Position>> positions; ///< where the old monitor stopped and the new one continues
    std::string reason;                      ///< reason of the refusal
    bool operator==(const PromotionRow&) const = default;
};

class Database;

/// How a topic's records are decoded in the window, as a person chose it.
struct TopicDecodingRow {
    std::string profileName;
    std::string topic;
    std::string value; ///< name of a format, or "auto", "text", "raw"
    std::string key;
    bool operator==(const TopicDecodingRow&) const = default;
};

/// Everything the user made, in one SQLite file: profiles, data sets (manifests), runs with metric history,
/// models, exports, back-tests, monitors, alarms. Records stay in the log. Every call is one transaction; a
/// killed process leaves the file intact. Paths are passed and returned absolute, but stored relative to the
/// folder if inside it, so that a workspace can be moved. An object belongs to the thread that opened it;
/// several objects may have the same file open.
class Workspace {
  public:
    /// Creates folder and file if needed and migrates an older file (after copying it). Refuses a file
    /// written by a newer Driftwood, unchanged. Opens a file read-only when it cannot be written because of
    /// permissions or a full disk.
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const std::filesystem::path& folder);
    ~Workspace();

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// The reason why the workspace is read-only, with which every writing call fails: "the disk is full";
    /// empty when it can be written.
    [[nodiscard]] const std::string& whyReadOnly() const;
    /// A number that differs from the last one once another object or program has written to the file.
    /// Cheap: it reads no table.
    [[nodiscard]] Result<std::int64_t> writtenElsewhere();

    /// Replaces a profile of the same name. File paths in it, including its properties, are made absolute,
    /// because another program may be started in another folder. "~/" is the home folder.
    [[nodiscard]] Status saveProfile(const broker::ConnectionProfile& profile);
    [[nodiscard]] Result<std::vector<broker::ConnectionProfile>> profiles();
    [[nodiscard]] Result<broker::ConnectionProfile> profile(const std::string& name);
    [[nodiscard]] Status removeProfile(const std::string& name);

    /// Replaces the row of the same profile and topic.
    [[nodiscard]] Status saveTopicDecoding(const TopicDecodingRow& row);
    [[nodiscard]] Result<std::vector<TopicDecodingRow>> topicDecodings();

    /// AlreadyExists when the name is taken: the data set behind a name never changes.
    [[nodiscard]] Status addDataset(const dataset::Manifest& manifest, const std::string& profileName,
                                    const std::string& bootstrapServers = {});
    struct DatasetRow {
        dataset::Manifest manifest;
        std::string profileName;           ///< profile of the connection; empty: only servers were given
        Stored<features::KeptRoles> roles; ///< the user's choices for its fields; without a text: none yet
        std::string bootstrapServers; ///< servers of that connection; empty in data sets of older programs
        /// The cluster's name for the user: the profile's name, otherwise the servers.
        [[nodiscard]] const std::string& origin() const {
            return profileName.empty() ? bootstrapServers : profileName;
        }
        bool operator==(const DatasetRow&) const = default;
    };
    [[nodiscard]] Result<std::vector<DatasetRow>> datasets();
    [[nodiscard]] Result<DatasetRow> dataset(const std::string& name);
    /// The only thing about a data set that may change: how to use the records, not which records.
    [[nodiscard]] Status setDatasetRoles(const std::string& name, const features::KeptRoles& roles);
    /// InvalidArgument while a run trains on it, or a monitor scores with a model of it.
    [[nodiscard]] Status removeDataset(const std::string& name);

    [[nodiscard]] Result<std::int64_t> addRun(const RunRow& run);
    [[nodiscard]] Status updateRun(const RunRow& run);
    [[nodiscard]] Result<std::vector<RunRow>> runs(); ///< newest first
    [[nodiscard]] Result<RunRow> run(std::int64_t id);
    /// Also removes its curves, but not its model or checkpoint file.
    /// InvalidArgument while the run is being trained.
    [[nodiscard]] Status removeRun(std::int64_t id);
    [[nodiscard]] Status addMetrics(std::int64_t runId, const std::vector<MetricRow>& metrics);
    /// Removes all metrics of later steps than this one.
    [[nodiscard]] Status removeMetricsAfter(std::int64_t runId, std::int64_t step);
    /// Removes these metrics at these steps.
    [[nodiscard]] Status removeMetrics(std::int64_t runId, const std::vector<std::string>& names,
                                       const std::vector<std::int64_t>& steps);
    [[nodiscard]] Result<std::vector<MetricRow>> metrics(std::int64_t runId); ///< by name, then step
    /// A single metric, by step; empty when the run has none of that name.
    [[nodiscard]] Result<std::vector<MetricRow>> metric(std::int64_t runId, const std::string& name);

    [[nodiscard]] Status addModel(const ModelRow& model);
    [[nodiscard]] Result<std::vector<ModelRow>> models(); ///< newest first
    /// By id, unique prefix of an id (at least 4 characters), or name (the newest of that name).
    [[nodiscard]] Result<ModelRow> model(const std::string& idOrName);
    /// The bundle keeps the name it was trained with; evaluation::loadStoredModel() gives this one.
    [[nodiscard]] Status renameModel(const std::string& id, const std::string& name);
    /// Also removes the records of its exports and back-tests, but no files, runs or monitors.
    /// InvalidArgument while a monitor scores with it or a run trains from it.
    [[nodiscard]] Status removeModel(const std::string& id);
    [[nodiscard]] Status addExport(const ExportRow& row);
    [[nodiscard]] Result<std::vector<ExportRow>> exports(const std::string& modelId);

    [[nodiscard]] Status addBacktest(const BacktestRow& row);
    /// Back-tests of all models, newest first.
    [[nodiscard]] Result<std::vector<BacktestRow>> backtests();

    [[nodiscard]] Result<std::int64_t> addMonitor(const MonitorRow& monitor);
    [[nodiscard]] Status updateMonitor(const MonitorRow& monitor);
    [[nodiscard]] Result<std::vector<MonitorRow>> monitors();
    /// An empty name restores the model's name.
    [[nodiscard]] Status renameMonitor(std::int64_t id, const std::string& name);
    /// Also removes its alarms and charts; its number is not reused. Records it wrote to Kafka stay.
    /// InvalidArgument while it runs.
    [[nodiscard]] Status removeMonitor(std::int64_t id);
    [[nodiscard]] Result<std::int64_t> addPromotion(const PromotionRow& promotion);
    [[nodiscard]] Status updatePromotion(const PromotionRow& promotion);
    [[nodiscard]] Result<std::vector<PromotionRow>> promotions(); ///< newest first
    /// Inserts the alarm, or updates the one of the same monitor and id.
    [[nodiscard]] Status saveAlarm(const AlarmRow& alarm);
    [[nodiscard]] Result<std::vector<AlarmRow>> alarms(); ///< newest first
    /// Without words it does not replace an earlier note that has some. NotFound when there is no such alarm.
    [[nodiscard]] Status acknowledgeAlarm(std::int64_t monitorId, const std::string& alarmId,
                                          const PersonNote& note);
    /// `untilMs` 0 ends the muting. While it lasts, muting again without words keeps the earlier note.
    [[nodiscard]] Status muteAlarm(std::int64_t monitorId, const std::string& alarmId, std::int64_t untilMs,
                                   const PersonNote& note);
    /// Inserts entries; each replaces an existing one of the same kind and time.
    template <class T>
    [[nodiscard]] Status addHistory(std::int64_t monitorId, const HistoryKind<T>& kind,
                                    const std::vector<HistoryEntry<T>>& entries) {
        return addTexts(monitorId, kind.name, textsOf(kind, entries));
    }
    /// Replaces all entries of this kind.
    template <class T>
    [[nodiscard]] Status replaceHistory(std::int64_t monitorId, const HistoryKind<T>& kind,
                                        const std::vector<HistoryEntry<T>>& entries) {
        return replaceTexts(monitorId, kind.name, textsOf(kind, entries));
    }
    /// By time. The first entry that cannot be read is the error, which names monitor, kind and time.
    template <class T>
    [[nodiscard]] Result<std::vector<HistoryEntry<T>>> history(std::int64_t monitorId,
                                                               const HistoryKind<T>& kind) {
        auto texts = historyTexts(monitorId, kind.name);
        if (!texts)
            return forward(texts);
        std::vector<HistoryEntry<T>> entries;
        for (const HistoryText& text : *texts) {
            auto value = kind.fromText(text.value, "monitor " + std::to_string(monitorId) + ", " + kind.name +
                                                       " of " + std::to_string(text.atMs));
            if (!value)
                return forward(value);
            entries.push_back({text.atMs, std::move(*value)});
        }
        return entries;
    }

  private:
    Workspace(std::filesystem::path folder, std::unique_ptr<Database> database);
    /// Whether the monitor runs, or is asked to continue in the place of one that does.
    [[nodiscard]] Result<bool> isAtWork(std::int64_t monitorId);
    template <class T>
    [[nodiscard]] static std::vector<HistoryText> textsOf(const HistoryKind<T>& kind,
                                                          const std::vector<HistoryEntry<T>>& entries) {
        std::vector<HistoryText> texts;
        for (const HistoryEntry<T>& entry : entries)
            texts.push_back({entry.atMs, kind.toText(entry.value)});
        return texts;
    }
    [[nodiscard]] Status addTexts(std::int64_t monitorId, const char* kind,
                                  const std::vector<HistoryText>& texts);
    [[nodiscard]] Status replaceTexts(std::int64_t monitorId, const char* kind,
                                      const std::vector<HistoryText>& texts);
    [[nodiscard]] Result<std::vector<HistoryText>> historyTexts(std::int64_t monitorId, const char* kind);

    std::filesystem::path m_folder;
    std::unique_ptr<Database> m_database;
};

/// Whether the folder has a workspace; creates nothing.
[[nodiscard]] bool exists(const std::filesystem::path& folder);

/// The default folder of the user's workspace:
/// $DRIFTWOOD_WORKSPACE, otherwise the platform's data folder.
[[nodiscard]] std::filesystem::path defaultFolder();

} // namespace driftwood::workspace
