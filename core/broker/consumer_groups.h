#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::broker {

enum class GroupState : std::uint8_t {
    Unknown, ///< the broker does not report it
    PreparingRebalance,
    CompletingRebalance,
    Stable,
    Dead,
    Empty, ///< no members; a reader that assigns partitions itself does not change that by committing
};

/// Kafka's name for the state: "Stable".
[[nodiscard]] std::string_view groupStateName(GroupState state);

struct GroupMember {
    std::string clientId;
    std::string host;
    std::vector<PartitionId> partitions; ///< assigned partitions of the topic in question, sorted
};

/// A group's progress in one partition.
struct GroupProgress {
    PartitionId partition;
    Offset committed; ///< the next offset the group would read
    Offset end;       ///< the high watermark, or the last stable offset while a transaction is open

    /// Offsets still to be read; 0 if the group has read uncommitted records beyond the end.
    [[nodiscard]] std::int64_t lag() const { return end > committed ? end - committed : 0; }
    bool operator==(const GroupProgress&) const = default;
};

/// A group that has committed offsets of a topic.
struct ConsumerGroup {
    std::string name;
    GroupState state = GroupState::Unknown;
    std::optional<std::vector<GroupMember>> members; ///< nothing: the broker does not report them
    std::vector<GroupProgress> partitions;           ///< those with a commit, by partition; never empty

    [[nodiscard]] std::int64_t lag() const;
};

struct TopicGroups {
    std::vector<ConsumerGroup> groups; ///< by name
    /// Why groups may be missing:
    /// a broker of the cluster did not answer, or access to a group is not allowed.
    std::optional<Error> incomplete;
};

} // namespace driftwood::broker
