#pragma once

#include "broker/group_observer.h"

#include <chrono>
#include <map>
#include <memory>
#include <stop_token>
#include <vector>

namespace driftwood::monitoring {

/// The users of a group before an attachment starts.
struct GroupUse {
    std::vector<broker::GroupMember> members; ///< joined members; the broker then refuses other commits
    bool committed = false;                   ///< another process commits positions for it
};

/// Detects commits for a group by other processes. Partitions are assigned explicitly, so the broker does not
/// separate two attachments of one group, and both would score every record.
class GroupWatch {
  public:
    explicit GroupWatch(std::unique_ptr<broker::GroupObserver> observer)
        : m_observer(std::move(observer)) {}

    /// Checks before the first record is read. Waits at most `most` for the next commit of a process that has
    /// not said that it ended: an attachment commits every Attachment::kPresenceEvery. What the broker does
    /// not report is taken as unused. Blocks.
    [[nodiscard]] GroupUse useBefore(std::chrono::milliseconds most, const std::stop_token& stop);

    /// Whether other processes committed positions since the last call. The first call only remembers the
    /// positions; without an answer from the broker the result is false. Blocks.
    [[nodiscard]] bool othersCommitted(const std::stop_token& stop = {},
                                       std::chrono::milliseconds wait = broker::GroupObserver::kWait);

  private:
    std::unique_ptr<broker::GroupObserver> m_observer;
    bool m_looked = false;
    std::map<PartitionId, broker::GroupPosition> m_seen;
};

} // namespace driftwood::monitoring
