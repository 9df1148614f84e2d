#pragma once

#include "broker/connection.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::broker {

/// Where a group stands in a partition, and who put it there.
struct GroupPosition {
    Position position;
    std::string committer; ///< committerId() of the process; what other programs leave with it, or nothing
    std::string note;      ///< what a Driftwood says beside it, another with each commit
    [[nodiscard]] bool ended() const; ///< a Driftwood that will commit no more
};

/// Goes with every position this process commits, so that it can be told from another's. Of this process
/// alone.
[[nodiscard]] const std::string& committerId();
/// What is kept with a committed position: who, and that it is (still) at work or has ended.
enum class Presence : std::uint8_t { Working, Ended };
[[nodiscard]] std::string commitMetadata(Presence presence);
/// Takes such metadata apart.
[[nodiscard]] GroupPosition groupPosition(const Position& position, const std::string& metadata);

/// Looks at a group again and again, without joining it. Not thread-safe.
class GroupObserver {
  public:
    [[nodiscard]] static Result<std::unique_ptr<GroupObserver>> open(const Connection& connection,
                                                                     std::string group, TopicName topic,
                                                                     std::vector<PartitionId> partitions);
    virtual ~GroupObserver() = default;
    static constexpr std::chrono::milliseconds kWait{3000};
    /// Partitions without a position are left out. Waits for an answer, or until stopped.
    [[nodiscard]] virtual Result<std::vector<GroupPosition>> positions(std::chrono::milliseconds wait,
                                                                       const std::stop_token& stop) = 0;
    /// Who has joined the group: no Driftwood does. Empty too where the broker does not tell (the demo's, and
    /// groups of the protocol of KIP-848).
    [[nodiscard]] virtual std::vector<GroupMember> members() = 0;
};

} // namespace driftwood::broker
