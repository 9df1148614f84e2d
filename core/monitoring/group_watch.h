#pragma once

#include "broker/group_observer.h"

#include <chrono>
#include <map>
#include <memory>
#include <stop_token>
#include <vector>

namespace driftwood::monitoring {

/// Who is at a group before we begin.
struct GroupUse {
    std::vector<broker::GroupMember> members; ///< that joined it: the broker takes nobody else's commits then
    bool committed = false;                   ///< another process commits positions for it
};

/// Notices that another process commits positions for a group. Partitions are assigned, not shared out, so
/// the broker does not keep two attachments of one group apart, and both would score every record.
class GroupWatch {
  public:
    explicit GroupWatch(std::unique_ptr<broker::GroupObserver> observer)
        : m_observer(std::move(observer)) {}

    /// Looks before the first record. Waits, up to `most`, for the next commit of a process that has not said
    /// that it is gone: an attachment commits every Attachment::kPresenceEvery. What the broker does not tell
    /// is taken for nothing. Blocks.
    [[nodiscard]] GroupUse useBefore(std::chrono::milliseconds most, const std::stop_token& stop);

    /// Whether, since the last look, positions were committed by others than this process. The first look
    /// only remembers; a broker that does not answer has told nothing. Blocks.
    [[nodiscard]] bool othersCommitted(const std::stop_token& stop = {},
                                       std::chrono::milliseconds wait = broker::GroupObserver::kWait);

  private:
    std::unique_ptr<broker::GroupObserver> m_observer;
    bool m_looked = false;
    std::map<PartitionId, broker::GroupPosition> m_seen;
};

} // namespace driftwood::monitoring
