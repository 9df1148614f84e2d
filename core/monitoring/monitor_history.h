#pragma once

#include "monitoring/drift_trail.h"
#include "monitoring/track_recorder.h"
#include "workspace/workspace.h"

namespace driftwood::monitoring {

/// A drift monitor's undecided state at the end of a session, and its position in the log.
struct MonitorMemory {
    std::vector<Position> next; ///< per partition, the next record
    std::string memory;         ///< DriftMonitor::memory()
};

/// The data behind a monitor's charts as stored in the workspace.
struct MonitorHistory {
    TrackChanges track; ///< all points
    std::vector<DriftWindow> windows;
    std::optional<drift::DriftReport> latest; ///< without its offsets
    std::optional<MonitorMemory> memory;      ///< of the last session that ended in order
};
/// Empty for a monitor that never saved any. CorruptData names the invalid row.
[[nodiscard]] Result<MonitorHistory> loadHistory(workspace::Workspace& workspace, std::int64_t monitorId);

/// Updates the workspace's copy with what is new. Its size is bounded because recorder and trail are.
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

} // namespace driftwood::monitoring
