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
    Unknown, ///< the broker does not say
    PreparingRebalance,
    CompletingRebalance,
    Stable,
    Dead,
    Empty, ///< no members; commits of readers that assign partitions to themselves leave it so
};

/// Kafka's own name for it: "Stable".
[[nodiscard]] std::string_view groupStateName(GroupState state);

struct GroupMember {
    std::string clientId;
    std::string host;
    std::vector<PartitionId> partitions; ///< those of the topic asked about that it has, sorted
};

/// How far a group has come in one partition.
struct GroupProgress {
    PartitionId partition;
    Offset committed; ///< the next offset the group would read
    Offset end;       ///< the high watermark, or the last stable offset while a transaction is open

    /// Offsets still to come; 0 where the group has read uncommitted records beyond the end.
    [[nodiscard]] std::int64_t lag() const { return end > committed ? end - committed : 0; }
    bool operator==(const GroupProgress&) const = default;
};

/// A group that has committed offsets of a topic.
struct ConsumerGroup {
    std::string name;
    GroupState state = GroupState::Unknown;
    std::optional<std::vector<GroupMember>> members; ///< nothing: the broker does not tell them
    std::vector<GroupProgress> partitions;           ///< with a committed offset, by partition; never empty

    [[nodiscard]] std::int64_t lag() const;
};

struct TopicGroups {
    std::vector<ConsumerGroup> groups; ///< by name
    /// Why some groups may be missing: a broker of the cluster that did not answer, a group that may not be
    /// seen.
    std::optional<Error> incomplete;
};

} // namespace driftwood::broker
