#pragma once

#include "base/ids.h"

#include <string>
#include <vector>

namespace driftwood::broker {

struct TopicInfo {
    TopicName name;
    std::string topicId; ///< the broker's id, which changes when the topic is recreated; may be empty
    std::vector<PartitionId> partitions;
    int replicationFactor = 0;
    bool internal = false;
};

struct ClusterInfo {
    std::string clusterId;
    int brokers = 0;
    std::vector<TopicInfo> topics; ///< sorted by name
};

} // namespace driftwood::broker
