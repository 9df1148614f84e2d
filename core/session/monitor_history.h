#pragma once

#include "session/drift_trail.h"
#include "session/track_recorder.h"
#include "workspace/workspace.h"

namespace driftwood::session {

/// What a drift monitor had not decided when its sitting ended, and where in the log that was.
struct MonitorMemory {
    std::vector<Position> next; ///< per partition, the record that comes next
    std::string memory;         ///< DriftMonitor::memory()
};

/// What a monitor's charts show, as the workspace keeps it.
struct MonitorHistory {
    TrackChanges track; ///< all points there are
    std::vector<DriftWindow> windows;
    std::optional<drift::DriftReport> latest; ///< without its offsets
    std::optional<MonitorMemory> memory;      ///< of the last sitting that was ended
};
/// Empty for a monitor that never saved any. CorruptData says which row does not mean what it should.
[[nodiscard]] Result<MonitorHistory> loadHistory(workspace::Workspace& workspace, std::int64_t monitorId);

/// Keeps the workspace's copy up to date by what is new. Bounded, because recorder and trail are.
class HistoryWriter {
  public:
    HistoryWriter(workspace::Workspace& workspace, std::int64_t monitorId)
        : m_workspace(workspace)
        , m_monitorId(monitorId) {}

    [[nodiscard]] Status save(TrackRecorder& track, const DriftTrail& trail);
    [[nodiscard]] Status save(const MonitorMemory& memory);

  private:
    [[nodiscard]] Status saveTrack(const TrackChanges& changes);
    [[nodiscard]] Status saveWindows(const DriftTrail& trail);

    workspace::Workspace& m_workspace;
    std::int64_t m_monitorId;
    TrackRecorder::Cursor m_cursor;
    int m_generation = -1;
    std::size_t m_savedWindows = 0;
};

} // namespace driftwood::session
