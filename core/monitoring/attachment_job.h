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
#include <stop_token>

namespace driftwood::monitoring {

struct AttachRequest {
    std::string modelId;
    scoring::AttachmentConfig attachment; ///< source, target, group, where to start
    drift::DriftConfig drift;
    std::string profileName;
    std::int64_t maxRecords = 0;              ///< stop after exactly so many read; 0: never
    std::chrono::milliseconds maxDuration{0}; ///< stop after so long; 0: never
    bool untilAlarm = false;                  ///< stop when the first alarm is raised
    std::int64_t resumeMonitorId = 0;         ///< go on as this monitor of the workspace; 0: a new one
    /// The predecessor's AttachOutcome::handedOver, where this one continues after a promotion.
    std::shared_ptr<PlaceLocks> handedOver;
};

/// What a live attachment reports, at most ten times a second.
struct AttachUpdate {
    std::int64_t monitorId = 0; ///< in the workspace
    std::int64_t scored = 0;
    std::int64_t undecodable = 0;
    std::int64_t notFitting = 0; ///< values of the fields the model reads that it cannot take
    double recordsPerSec = 0.0;
    double latencyP50Ms =
        0.0; ///< over the records since the last update; record timestamp to acknowledged prediction
    double latencyP99Ms = 0.0;
    double scoringUsPerRecord = 0.0;
    std::int64_t anomalous = 0;
    std::int64_t lag = -1;
    bool connected = true;
    bool groupShared = false; ///< another process commits positions for the group: records are scored twice
    /// First update of a resumed monitor: number scored by its earlier sessions.
    std::optional<std::int64_t> scoredBefore;
    /// First update: the demo's broker is another one by now, with nothing of what was committed before.
    bool beganAnew = false;
    std::vector<scoring::UnpublishedRecord> unpublished; ///< since the last update
    std::vector<broker::OffsetRange> leftOut;            ///< that retention took before they were read
    /// First update, and with new partitions: Attachment::withoutPartner().
    std::vector<PartitionId> withoutPartner;
    std::vector<PartitionId> newPartitions; ///< of the topic, scored from their beginning
    bool targetMadeAnew = false;    ///< the topic for predictions is another one: those of before are gone
    std::optional<Silence> silence; ///< the topic has had no records for much longer than usual
    /// Last update of one that another model was promoted in the place of: the other goes on there.
    std::optional<workspace::PromotionRow> promoted;
    std::vector<drift::DriftReport> reports; ///< windows that became full
    std::vector<drift::Alarm> alarms;        ///< raised, grown or cleared since the last update
    TrackChanges track;                      ///< of the monitor's track, that of earlier runs included
    std::optional<DriftTrail> earlier;       ///< first update: the windows of earlier runs
};
using AttachSink = std::function<void(AttachUpdate)>;

/// Promoted: another model takes the place; see promotion.h.
enum class AttachEnd : unsigned char { StoppedByUser, RecordLimit, TimeLimit, AlarmRaised, Promoted };
[[nodiscard]] std::string_view attachEndText(AttachEnd end);

struct AttachOutcome {
    AttachEnd end = AttachEnd::StoppedByUser;
    std::int64_t monitorId = 0;
    std::int64_t scored = 0;
    std::int64_t undecodable = 0;    ///< read, but not scored
    std::int64_t unpublished = 0;    ///< records whose predictions the target did not take
    std::int64_t reachedNeither = 0; ///< of those: not taken by the topic for dead letters either
    std::vector<Position> committed; ///< as the broker acknowledged it for the group
    std::vector<drift::Alarm> alarms;
    std::vector<drift::DriftReport> reports;          ///< the last kKeptReports of them
    std::optional<workspace::PromotionRow> promotion; ///< where it ended by one
    std::shared_ptr<PlaceLocks> handedOver;           ///< with it, for the successor's AttachRequest
};
inline constexpr std::size_t kKeptReports = 1000;

/// Puts a model of the workspace on a topic until something in the request says stop: scores, publishes,
/// watches drift, and notes monitor and alarms in the workspace. One that publishes has its group to itself:
/// AlreadyExists where another attachment of this workspace has it, and where consumers have joined it; what
/// another process commits for it is told by the first update, before a record is read. Where the group does
/// not stand where this workspace remembers it, or was last used for another target, a person has to say
/// where to begin: see asksWhereToBegin(). Runs in the calling thread.
[[nodiscard]] Result<AttachOutcome> runAttachment(broker::Connection& connection,
                                                  const std::filesystem::path& workspaceFolder,
                                                  const AttachRequest& request, const AttachSink& sink,
                                                  const std::stop_token& stop);

/// Whether the error means that the group gives no place to go on from, so that the same request with another
/// StartAt, or with positions, would do.
[[nodiscard]] bool asksWhereToBegin(const Error& error);

} // namespace driftwood::monitoring
