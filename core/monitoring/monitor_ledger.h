#pragma once

#include "drift/drift_monitor.h"
#include "monitoring/drift_trail.h"
#include "monitoring/group_memory.h"
#include "monitoring/left_out_rows.h"
#include "monitoring/monitor_history.h"
#include "monitoring/track_recorder.h"
#include "monitoring/undecodable_rows.h"
#include "monitoring/unpublished_rows.h"
#include "scoring/attachment.h"
#include "workspace/activity_lock.h"
#include "workspace/workspace.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace driftwood::monitoring {

/// The workspace's records of an attachment: its monitor's row, its place in the log, alarms, charts, and
/// records that were not published or could not be decoded. Loads what earlier sessions of the monitor
/// stored, and stores what is new. If the workspace cannot be written or its disk is full, a dry run stores
/// nothing and has no monitor there.
class MonitorLedger {
  public:
    /// The sources of what is stored; all of them outlive the ledger.
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
        std::optional<workspace::ActivityLock> lock; ///< the monitor's lock, if it was handed over
    };

    MonitorLedger(workspace::Workspace& workspace, Subject subject)
        : m_workspace(workspace)
        , m_subject(subject) {}

    /// Stores the monitor as running, after taking its lock: a monitor that is stored as running but not
    /// locked was interrupted.
    [[nodiscard]] Status begin(Begin begin);
    /// Restores monitor, track and trail from earlier sessions. The drift monitor's memory is restored only
    /// if the log continues where it ended: a killed session, or another member of the group, may have scored
    /// records that were not counted.
    [[nodiscard]] Status resume();
    /// Stores progress, place and charts, each at its interval. True if progress was stored.
    [[nodiscard]] Result<bool> saveWhatIsDue();
    /// Stores alarms that are new or have changed, and returns them.
    [[nodiscard]] Result<std::vector<drift::Alarm>> noteAlarms();
    [[nodiscard]] Status noteUnpublished(const std::vector<scoring::UnpublishedRecord>& records);
    [[nodiscard]] Status noteUndecodable(const std::vector<decoder::DecodeFailure>& failures);
    [[nodiscard]] Status noteLeftOut(const std::vector<broker::OffsetRange>& ranges);
    /// Stores everything, also after an error, and that the monitor no longer runs. `inOrder`: the next
    /// session may continue with the monitor's memory.
    [[nodiscard]] Status end(bool inOrder);

    [[nodiscard]] std::int64_t monitorId() const { return m_row.id; } ///< 0: nothing is stored
    /// Why nothing of a dry run is stored; empty if it is.
    [[nodiscard]] const std::string& notListed() const { return m_notListed; }
    [[nodiscard]] std::size_t alarmsBefore() const { return m_alarmsBefore; } ///< of earlier sessions
    /// The number scored by earlier sessions of a resumed monitor.
    [[nodiscard]] std::optional<std::int64_t> scoredBefore() const {
        return m_resumes && m_notListed.empty() ? std::optional(m_scoredBefore) : std::nullopt;
    }

  private:
    [[nodiscard]] Status store(std::optional<workspace::ActivityLock> handedOver);
    [[nodiscard]] Status orGoOn(Status stored);
    void keepNothing(std::string why);
    [[nodiscard]] Status noteProgress(bool running);
    [[nodiscard]] Status notePlace();
    [[nodiscard]] Status noteHistory();
    [[nodiscard]] Status resumeAlarms();
    [[nodiscard]] Status recall(const MonitorMemory& memory);

    using SteadyClock = std::chrono::steady_clock;
    workspace::Workspace& m_workspace;
    Subject m_subject;
    std::string m_notListed;
    bool m_resumes = false;
    workspace::MonitorRow m_row;
    std::int64_t m_scoredBefore = 0; ///< by earlier sessions of the monitor
    std::string m_clusterId;
    std::string m_deadLetter;
    GroupPlace m_place; ///< as stored in the workspace
    std::optional<workspace::ActivityLock> m_lock;
    std::map<std::string, workspace::AlarmRow> m_savedAlarms;
    std::size_t m_alarmsBefore = 0;
    std::unique_ptr<HistoryWriter> m_history;
    std::unique_ptr<UnpublishedRows> m_unpublished;
    std::unique_ptr<UndecodableRows> m_undecodable;
    std::unique_ptr<LeftOutRows> m_leftOut;
    SteadyClock::time_point m_progressSaved = SteadyClock::now();
    SteadyClock::time_point m_historySaved = SteadyClock::now();
};

} // namespace driftwood::monitoring
