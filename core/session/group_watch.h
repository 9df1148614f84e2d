#pragma once

#include "broker/group_observer.h"

#include <map>
#include <memory>
#include <vector>

namespace driftwood::session {

/// Notices that another process commits positions for a group. Partitions are assigned, not shared out, so
/// the broker does not keep two attachments of one group apart, and both would score every record.
class GroupWatch {
  public:
    explicit GroupWatch(std::unique_ptr<broker::GroupObserver> observer)
        : m_observer(std::move(observer)) {}

    /// Whether, since the last look, positions were committed by others than this process. The first look
    /// only remembers; a broker that does not answer has told nothing. Blocks.
    [[nodiscard]] bool othersCommitted();

  private:
    std::unique_ptr<broker::GroupObserver> m_observer;
    bool m_looked = false;
    std::map<PartitionId, broker::GroupPosition> m_seen;
};

} // namespace driftwood::session
