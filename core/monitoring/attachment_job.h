#pragma once

#include "broker/connection.h"
#include "drift/drift_monitor.h"
#include "monitoring/drift_trail.h"
#include "monitoring/group_watch.h"
#include "monitoring/place_locks.h"
#include "monitoring/silence_watch.h"
#include "monitoring/track_point.h"
#include "scoring/attachment.h"
#include "workspace/workspace.h"

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <stop_token>

namespace driftwood::monitoring {

struct AttachRequest {
    std::string modelId;
    scoring::AttachmentConfig attachment; ///< source, target, group, where to start
    drift::DriftConfig drift;
    std::string profileName;
    std::int64_t maxRecords = 0;              ///< stop after reading exactly this many; 0: never
    std::chrono::milliseconds maxDuration{0}; ///< stop after this time; 0: never
    bool untilAlarm = false;                  ///< stop when the first alarm is raised
    std::int64_t resumeMonitorId = 0;         ///< continue as this monitor of the workspace; 0: a new one
    /// The predecessor's AttachOutcome::handedOver, if this attachment continues after a promotion.
    std::shared_ptr<PlaceLocks> handedOver;
};

inline constexpr std::size_t kNamedFailures = 20;

/// A report of a live attachment, sent at most ten times a second.
struct AttachUpdate {
    std::int64_t monitorId = 0; ///< in the workspace
    std::int64_t scored = 0;
    std::int64_t undecodable = 0;
    std::vector<decoder::DecodeFailure> failures; ///< the first kNamedFailures of the undecodable
    std::int64_t notFitting = 0; ///< values of the model's input fields that the model cannot use
    double recordsPerSec = 0.0;
    double latencyP50Ms =
        0.0; ///< over the records since the last update; record timestamp to acknowledged prediction
    double latencyP99Ms = 0.0;
    double scoringUsPerRecord = 0.0;
    std::int64_t anomalous = 0;
    std::int64_t unanswered = 0; ///< scored, but the outputs are no numbers: no class is published
    std::int64_t lag = -1;
    bool connected = true;
    bool groupShared = false; ///< another process commits positions for the group: records are scored twice
    /// First update of a resumed monitor: number scored by its earlier sessions.
    std::optional<std::int64_t> scoredBefore;
    /// First update of a resumed monitor: ids of the alarms that its earlier sessions left open.
    std::set<std::string> openBefore;
    std::string notListed; ///< once, for a dry run: why the workspace has no monitor of it
    /// First update: the demo's broker was replaced by a new one, which has none of the earlier commits.
    bool beganAnew = false;
    std::vector<scoring::UnpublishedRecord> unpublished; ///< since the last update
    std::vector<broker::OffsetRange> leftOut;            ///< that retention removed before they were read
    /// First update, and with new partitions: Attachment::withoutPartner().
    std::vector<PartitionId> withoutPartner;
    std::vector<PartitionId> newPartitions; ///< new partitions of the topic, scored from their beginning
    bool targetMadeAnew = false;            ///< the topic for predictions was recreated, without the old ones
    std::vector<std::string> notes;         ///< what columns over time do not know of the past
    std::optional<Silence> silence;         ///< the topic has had no records for much longer than usual
    /// Last update, if another model was promoted: that model continues here.
    std::optional<workspace::PromotionRow> promoted;
    std::vector<drift::DriftReport> reports; ///< windows that became full
    std::vector<drift::Alarm> alarms;        ///< raised, grown or cleared since the last update
    TrackChanges track;                      ///< of the monitor's track; earlier runs included
    std::optional<DriftTrail> earlier;       ///< first update: the windows of earlier runs
};
using AttachSink = std::function<void(AttachUpdate)>;

/// Promoted: another model takes the place; see promotion.h.
enum class AttachEnd : unsigned char { StoppedByUser, RecordLimit, TimeLimit, AlarmRaised, Promoted };
[[nodiscard]] std::string_view attachEndText(AttachEnd end);

/// The alarms of a monitor that an attachment went on as.
struct MonitorAlarms {
    std::int64_t monitorId = 0;
    std::set<std::string> openBefore; ///< ids of those that earlier sessions left open
    std::vector<drift::Alarm> alarms;
};

struct AttachOutcome {
    AttachEnd end = AttachEnd::StoppedByUser;
    std::int64_t monitorId = 0;
    std::int64_t scored = 0;
    std::int64_t undecodable = 0;     ///< read, but not scored
    std::int64_t unpublished = 0;     ///< records whose predictions the target refused
    std::int64_t reachedNeither = 0;  ///< of those, the records that the dead-letter topic refused, too
    std::vector<Position> committed;  ///< acknowledged by the broker for the group
    std::vector<drift::Alarm> alarms; ///< of monitorId
    /// Each monitor that it went on as, once; the last one is monitorId. More than one after a promotion.
    std::vector<MonitorAlarms> monitors;
    std::vector<drift::DriftReport> reports;          ///< only the last kKeptReports
    std::optional<workspace::PromotionRow> promotion; ///< set if it ended with a promotion
    std::shared_ptr<PlaceLocks> handedOver;           ///< for the successor's AttachRequest
};
inline constexpr std::size_t kKeptReports = 1000;

/// Attaches a model of the workspace to a topic until a limit of the request is reached or a stop is
/// requested: scores, publishes, monitors drift, and stores monitor and alarms in the workspace. An
/// attachment that publishes must be alone in its group: AlreadyExists if another attachment of this
/// workspace has the group or if consumers have joined it; commits by another process are reported in the
/// first update, before a record is read. If the group's offsets differ from those that this workspace
/// remembers, or the group was last used for another target, the user has to say where to start: see
/// asksWhereToBegin(). A model that another one replaced there is refused: see checkNotReplaced(). Runs in
/// the calling thread.
[[nodiscard]] Result<AttachOutcome> runAttachment(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  const AttachRequest& request, const AttachSink& sink,
                                                  const std::stop_token& stop);

/// Whether the error means that the group has no usable offsets, so that the same request with another
/// StartAt, or with positions, would succeed.
[[nodiscard]] bool asksWhereToBegin(const Error& error);

} // namespace driftwood::monitoring
