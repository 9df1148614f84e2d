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

/// What a cluster is asked about consumer groups. None is joined, and no request waits longer than the
/// timeout.
namespace driftwood::broker::rdkafka {

struct ListedGroup {
    std::string name;
    GroupState state = GroupState::Unknown;
    bool describable = true; ///< groups of the newer protocol are not told by the request for members
};

struct GroupList {
    std::vector<ListedGroup> groups; ///< by name
    std::optional<Error> incomplete; ///< of a broker that did not answer
};

/// librdkafka leaks a queue where the broker does not know the request: do not ask it again and again.
[[nodiscard]] Result<GroupList> listGroups(const Client& client, std::chrono::milliseconds timeout);

using GroupPositions = Result<std::vector<GroupPosition>>;

/// The offsets one group has committed of the topic, by partition; partitions without one are left out.
[[nodiscard]] GroupPositions groupOffsets(const Client& client, const std::string& group,
                                          const std::string& topic,
                                          const std::vector<PartitionId>& partitions,
                                          std::chrono::milliseconds timeout);

/// The same of many groups, in their order, a few requests at a time. Fails as a whole when stopped, or when
/// nothing at all is answered for the timeout.
[[nodiscard]] Result<std::vector<GroupPositions>>
offsetsOfGroups(const Client& client, const std::vector<std::string>& groups, const std::string& topic,
                const std::vector<PartitionId>& partitions, std::chrono::milliseconds timeout,
                const std::stop_token& stop);

/// Puts members, and the state where it is not known, into the groups. What the broker does not tell stays
/// unknown.
void describeGroups(const Client& client, std::vector<ConsumerGroup*> groups, const std::string& topic,
                    std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka
