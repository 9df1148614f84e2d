#include "broker/rdkafka/edge_times.h"

#include "broker/rdkafka/admin_request.h"

namespace driftwood::broker::rdkafka {
namespace {

using Partitions = std::vector<std::pair<TopicName, PartitionId>>;
using Times = std::map<std::pair<TopicName, PartitionId>, TimestampMs>;

/// A time before all others, so that the answer is the first record.
constexpr std::int64_t kSinceEver = 0;

Result<Times> timesAt(const Client& client, const Partitions& partitions, std::int64_t spec,
                      std::chrono::milliseconds timeout) {
    const PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const auto& [topic, partition] : partitions)
        rd_kafka_topic_partition_list_add(list.get(), topic.value.c_str(), partition.value)->offset = spec;
    auto answer = request(client, RD_KAFKA_ADMIN_OP_LISTOFFSETS, timeout, {},
                          [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                              rd_kafka_ListOffsets(client.handle(), list.get(), options, queue);
                          });
    if (!answer)
        return forward(answer);
    std::size_t count = 0;
    const auto** infos =
        rd_kafka_ListOffsets_result_infos(rd_kafka_event_ListOffsets_result(answer->get()), &count);
    Times times;
    for (std::size_t i = 0; i < count; ++i) {
        const auto* place = rd_kafka_ListOffsetsResultInfo_topic_partition(infos[i]);
        const std::int64_t time = rd_kafka_ListOffsetsResultInfo_timestamp(infos[i]);
        if (!place->err && place->offset >= 0 && time >= 0)
            times[{TopicName(place->topic), PartitionId(place->partition)}] = TimestampMs(time);
    }
    return times;
}

} // namespace

Result<std::map<std::pair<TopicName, PartitionId>, EdgeTimes>>
edgeTimesOf(const Client& client, const Partitions& partitions, std::chrono::milliseconds timeout) {
    std::map<std::pair<TopicName, PartitionId>, EdgeTimes> out;
    if (partitions.empty())
        return out;
    const auto latest = timesAt(client, partitions, RD_KAFKA_OFFSET_SPEC_MAX_TIMESTAMP, timeout);
    if (!latest)
        return tl::unexpected<Error>(latest.error());
    const auto first = timesAt(client, partitions, kSinceEver, timeout);
    if (!first)
        return tl::unexpected<Error>(first.error());
    for (const auto& [place, time] : *latest)
        if (const auto begin = first->find(place); begin != first->end())
            out[place] = {begin->second, time};
    return out;
}

} // namespace driftwood::broker::rdkafka
