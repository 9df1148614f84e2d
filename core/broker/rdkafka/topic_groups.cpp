#include "broker/rdkafka/topic_groups.h"

#include "broker/rdkafka/group_requests.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {
namespace {

std::vector<GroupProgress> progressOf(const std::vector<GroupPosition>& committed,
                                      const std::vector<Watermarks>& marks) {
    std::vector<GroupProgress> progress;
    for (const Watermarks& mark : marks) {
        const auto position = std::ranges::find(
            committed, mark.partition, [](const GroupPosition& each) { return each.position.partition; });
        if (position != committed.end())
            progress.push_back({mark.partition, position->position.offset, mark.high});
    }
    return progress;
}

} // namespace

Result<TopicGroups> topicGroups(const Client& client, const TopicName& topic,
                                const std::vector<Watermarks>& marks, std::chrono::milliseconds timeout,
                                const std::stop_token& stop) {
    auto listed = listGroups(client, timeout);
    if (!listed)
        return forward(listed);
    std::vector<std::string> names;
    std::ranges::transform(listed->groups, std::back_inserter(names), &ListedGroup::name);
    std::vector<PartitionId> partitions;
    std::ranges::transform(marks, std::back_inserter(partitions), &Watermarks::partition);
    auto offsets = offsetsOfGroups(client, names, topic.value, partitions, timeout, stop);
    if (!offsets)
        return forward(offsets);

    TopicGroups result{{}, std::move(listed->incomplete)};
    result.groups.reserve(names.size()); // pointers into it must stay valid
    std::vector<ConsumerGroup*> describable;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!(*offsets)[i]) {
            result.incomplete = std::move((*offsets)[i].error());
            continue;
        }
        auto progress = progressOf(*(*offsets)[i], marks);
        if (progress.empty())
            continue;
        result.groups.push_back({names[i], listed->groups[i].state, std::nullopt, std::move(progress)});
        if (listed->groups[i].describable)
            describable.push_back(&result.groups.back());
    }
    if (!stop.stop_requested())
        describeGroups(client, describable, topic.value, timeout);
    return result;
}

} // namespace driftwood::broker::rdkafka
