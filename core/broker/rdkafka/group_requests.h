#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "broker/consumer_groups.h"
#include "broker/group_observer.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

/// Requests about consumer groups. They join no group, and none waits longer than the timeout.
namespace driftwood::broker::rdkafka {

struct ListedGroup {
    std::string name;
    GroupState state = GroupState::Unknown;
    bool describable = true; ///< false for the newer protocol: members cannot be requested
};

struct GroupList {
    std::vector<ListedGroup> groups; ///< by name
    std::optional<Error> incomplete; ///< from a broker that did not answer
};

/// librdkafka leaks a queue if the broker does not know the request, so do not repeat it after such an
/// answer.
[[nodiscard]] Result<GroupList> listGroups(const Client& client, std::chrono::milliseconds timeout);

using GroupPositions = Result<std::vector<GroupPosition>>;

/// The offsets that one group has committed for the topic, by partition; partitions without one are omitted.
[[nodiscard]] GroupPositions groupOffsets(const Client& client, const std::string& group,
                                          const std::string& topic,
                                          const std::vector<PartitionId>& partitions,
                                          std::chrono::milliseconds timeout);

/// The same for many groups, in their order, with a few concurrent requests. Fails as a whole if stopped, or
/// if there is no answer at all within the timeout.
[[nodiscard]] Result<std::vector<GroupPositions>>
offsetsOfGroups(const Client& client, const std::vector<std::string>& groups, const std::string& topic,
                const std::vector<PartitionId>& partitions, std::chrono::milliseconds timeout,
                const std::stop_token& stop);

/// Adds members, and the state if it is unknown, to the groups. What the broker does not report stays
/// unknown.
void describeGroups(const Client& client, std::vector<ConsumerGroup*> groups, const std::string& topic,
                    std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka
