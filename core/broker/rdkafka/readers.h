#pragma once

#include "broker/connection.h"

namespace driftwood::broker::rdkafka {

// The objects that a connection makes; each has a librdkafka handle of its own. See connection.h.

[[nodiscard]] Result<std::unique_ptr<RangeReader>>
openRangeReader(const ConnectionProfile& profile, const TopicRanges& ranges, const ReadOptions& options);
[[nodiscard]] std::unique_ptr<WindowReader> createWindowReader(ConnectionProfile profile,
                                                               Isolation isolation);
[[nodiscard]] Result<std::unique_ptr<TailReader>> openTail(const ConnectionProfile& profile,
                                                           const TopicName& topic, TailReader::Start start,
                                                           const std::string& group, Isolation isolation);
[[nodiscard]] Result<std::unique_ptr<Publisher>>
openPublisher(const ConnectionProfile& profile, const TopicName& topic, const PublishOptions& options);
[[nodiscard]] Result<std::unique_ptr<TopicWatch>>
watchTopic(const ConnectionProfile& profile, const TopicName& topic, std::chrono::milliseconds every);
[[nodiscard]] Result<std::unique_ptr<GroupObserver>> observeGroup(const ConnectionProfile& profile,
                                                                  const std::string& group,
                                                                  const TopicName& topic,
                                                                  const std::vector<PartitionId>& partitions);

} // namespace driftwood::broker::rdkafka
