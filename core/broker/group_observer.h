#pragma once

#include "base/result.h"
#include "broker/consumer_groups.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::broker {

/// A group's committed position in a partition, and the process that committed it.
struct GroupPosition {
    Position position;
    std::string committer;            ///< committerId(), or another program's metadata, or nothing
    std::string note;                 ///< Driftwood's own note; it differs with each commit
    [[nodiscard]] bool ended() const; ///< true if a Driftwood process committed it as its last
};

/// An identifier of this process, stored with every position that it commits, to distinguish its commits from
/// those of other processes.
[[nodiscard]] const std::string& committerId();
/// Stored with a committed position: whether the process continues or has ended.
enum class Presence : std::uint8_t { Working, Ended };
[[nodiscard]] std::string commitMetadata(Presence presence);
/// Parses such metadata.
[[nodiscard]] GroupPosition groupPosition(const Position& position, const std::string& metadata);

/// Polls a group without joining it. Not thread-safe.
class GroupObserver {
  public:
    virtual ~GroupObserver() = default;
    static constexpr std::chrono::milliseconds kWait{3000};
    /// Omits partitions without a position. Waits for an answer, or until stopped.
    [[nodiscard]] virtual Result<std::vector<GroupPosition>> positions(std::chrono::milliseconds wait,
                                                                       const std::stop_token& stop) = 0;
    /// The members that have joined the group; Driftwood never joins. Also empty if the broker does not
    /// report members (the demo's broker, and groups of KIP-848's protocol).
    [[nodiscard]] virtual std::vector<GroupMember> members() = 0;
};

} // namespace driftwood::broker
