#pragma once

#include "broker/connection.h"

#include <memory>
#include <string>
#include <vector>

namespace driftwood::broker {

/// Where a group stands in a partition, and who put it there.
struct GroupPosition {
    Position position;
    std::string committer; ///< committerId() of the process; what other programs leave with it, or nothing
};

/// Goes with every position this process commits, so that it can be told from another's. Of this process
/// alone.
[[nodiscard]] const std::string& committerId();

/// Looks at a group again and again, without joining it. Not thread-safe.
class GroupObserver {
  public:
    [[nodiscard]] static Result<std::unique_ptr<GroupObserver>> open(const Connection& connection,
                                                                     std::string group, TopicName topic,
                                                                     std::vector<PartitionId> partitions);
    virtual ~GroupObserver() = default;
    /// Partitions without a position are left out. Waits a few seconds for an answer.
    [[nodiscard]] virtual Result<std::vector<GroupPosition>> positions() = 0;
};

} // namespace driftwood::broker
