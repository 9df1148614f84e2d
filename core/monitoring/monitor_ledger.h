#pragma once

#include "drift/drift_monitor.h"
#include "monitoring/drift_trail.h"
#include "monitoring/group_memory.h"
#include "monitoring/left_out_rows.h"
#include "monitoring/monitor_history.h"
#include "monitoring/track_recorder.h"
#include "monitoring/unpublished_rows.h"
#include "scoring/attachment.h"
#include "workspace/activity_lock.h"
#include "workspace/workspace.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace driftwood::monitoring {

/// What the workspace remembers of an attachment: its monitor's row, where the group stands, alarms, charts
/// and the records that were not published. Reads what earlier sessions of the monitor left, notes what is
/// new. In a workspace that cannot be written a dry run keeps nothing, and has no monitor there.
class MonitorLedger {
  public:
    /// What is noted; all of it outlives the ledger.
    struct Subject {
        const scoring::Attachment& attachment;
        drift::DriftMonitor& monitor;
        TrackRecorder& track;
        DriftTrail& trail;
    };
    struct Begin {
        workspace::MonitorRow row; ///< id: the monitor to resume; 0: a new one
        std::string clusterId;     ///< empty: unknown
        std::string deadLetter;
        std::optional<workspace::ActivityLock> lock; ///< on the monitor, where it was handed over
    };

    MonitorLedger(workspace::Workspace& workspace, Subject subject)
        : m_workspace(workspace)
        , m_subject(subject) {}

    /// Notes the monitor as running, after its lock is taken: one that is noted and not locked was
    /// interrupted.
    [[nodiscard]] Status begin(Begin begin);
    /// Gives monitor, track and trail what earlier sessions left. What was watched continues only where the
    /// log does: a session that was killed, or another member of the group, may have scored records that were
    /// not counted.
    [[nodiscard]] Status resume();
    /// Notes progress, place and charts, each in its interval. True when progress was noted.
    [[nodiscard]] Result<bool> saveWhatIsDue();
    /// Notes alarms that are new or have changed, and returns them.
    [[nodiscard]] Result<std::vector<drift::Alarm>> noteAlarms();
    [[nodiscard]] Status noteUnpublished(const std::vector<scoring::UnpublishedRecord>& records);
    [[nodiscard]] Status noteLeftOut(const std::vector<broker::OffsetRange>& ranges);
    /// Notes everything, also after an error: what was scored is scored, and the monitor no longer runs.
    /// `inOrder`: the next session may continue with the monitor's memory.
    [[nodiscard]] Status end(bool inOrder);

    [[nodiscard]] std::int64_t monitorId() const { return m_row.id; }         ///< 0: nothing is kept
    [[nodiscard]] std::size_t alarmsBefore() const { return m_alarmsBefore; } ///< of earlier sessions
    /// By earlier sessions of a resumed monitor.
    [[nodiscard]] std::optional<std::int64_t> scoredBefore() const {
        return m_resumes && m_keeps ? std::optional(m_scoredBefore) : std::nullopt;
    }

  private:
    [[nodiscard]] Status noteProgress(bool running);
    [[nodiscard]] Status notePlace();
    [[nodiscard]] Status noteHistory();
    [[nodiscard]] Status resumeAlarms();
    [[nodiscard]] Status recall(const MonitorMemory& memory);

    using SteadyClock = std::chrono::steady_clock;
    workspace::Workspace& m_workspace;
    Subject m_subject;
    bool m_keeps = true;
    bool m_resumes = false;
    workspace::MonitorRow m_row;
    std::int64_t m_scoredBefore = 0; ///< by earlier sessions of the monitor
    std::string m_clusterId;
    std::string m_deadLetter;
    GroupPlace m_place; ///< as the workspace has it
    std::optional<workspace::ActivityLock> m_lock;
    std::map<std::string, workspace::AlarmRow> m_savedAlarms;
    std::size_t m_alarmsBefore = 0;
    std::unique_ptr<HistoryWriter> m_history;
    std::unique_ptr<UnpublishedRows> m_unpublished;
    std::unique_ptr<LeftOutRows> m_leftOut;
    SteadyClock::time_point m_progressSaved = SteadyClock::now();
    SteadyClock::time_point m_historySaved = SteadyClock::now();
};

} // namespace driftwood::monitoring
