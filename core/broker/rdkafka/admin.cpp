#include "broker/rdkafka/admin.h"

#include "broker/rdkafka/admin_request.h"

#include <algorithm>
#include <array>

namespace driftwood::broker::rdkafka {
namespace {

/// The value for the broker's configured default replication factor.
constexpr int kBrokersDefault = -1;

} // namespace

bool hasController(const Client& client, const rd_kafka_metadata_t& metadata,
                   std::chrono::milliseconds timeout) {
    const auto controller = rd_kafka_controllerid(client.handle(), static_cast<int>(timeout.count()));
    for (int i = 0; i < metadata.broker_cnt; ++i)
        if (metadata.brokers[i].id == controller)
            return true;
    return false;
}

std::map<std::string, std::string> topicIds(const Client& client, const std::vector<std::string>& names,
                                            std::chrono::milliseconds timeout) {
    std::map<std::string, std::string> ids;
    if (names.empty())
        return ids;
    std::vector<const char*> raw;
    raw.reserve(names.size());
    for (const std::string& name : names)
        raw.push_back(name.c_str());
    const TopicCollectionPtr topics(rd_kafka_TopicCollection_of_topic_names(raw.data(), raw.size()));
    const auto answer = request(client, RD_KAFKA_ADMIN_OP_DESCRIBETOPICS, timeout, {},
                                [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                                    rd_kafka_DescribeTopics(client.handle(), topics.get(), options, queue);
                                });
    if (!answer)
        return ids;
    for (const TopicInfo& topic : describedTopics(answer->get()))
        if (!topic.topicId.empty())
            ids[topic.name.value] = topic.topicId;
    return ids;
}

std::vector<TopicInfo> describedTopics(rd_kafka_event_t* answer) {
    std::vector<TopicInfo> topics;
    const auto* result = rd_kafka_event_DescribeTopics_result(answer);
    if (result == nullptr || !errorOf(answer, {}))
        return topics;
    std::size_t count = 0;
    const auto** descriptions = rd_kafka_DescribeTopics_result_topics(result, &count);
    for (std::size_t i = 0; i < count; ++i) {
        if (!errorOf(rd_kafka_TopicDescription_error(descriptions[i]), {}))
            continue;
        TopicInfo topic;
        topic.name = TopicName(rd_kafka_TopicDescription_name(descriptions[i]));
        topic.internal = rd_kafka_TopicDescription_is_internal(descriptions[i]) != 0;
        const rd_kafka_Uuid_t* id = rd_kafka_TopicDescription_topic_id(descriptions[i]);
        // All zero: the broker is older than topic ids.
        if (id != nullptr &&
            (rd_kafka_Uuid_most_significant_bits(id) != 0 || rd_kafka_Uuid_least_significant_bits(id) != 0))
            topic.topicId = rd_kafka_Uuid_base64str(id);
        std::size_t partitions = 0;
        const auto** infos = rd_kafka_TopicDescription_partitions(descriptions[i], &partitions);
        for (std::size_t p = 0; p < partitions; ++p)
            topic.partitions.emplace_back(rd_kafka_TopicPartitionInfo_partition(infos[p]));
        std::sort(topic.partitions.begin(), topic.partitions.end());
        topics.push_back(std::move(topic));
    }
    return topics;
}

Status createTopic(const Client& client, const std::string& name, int partitions,
                   const std::map<std::string, std::string>& config, std::chrono::milliseconds timeout) {
    std::array<char, 512> text{};
    const NewTopicPtr topic(
        rd_kafka_NewTopic_new(name.c_str(), partitions, kBrokersDefault, text.data(), text.size()));
    if (!topic)
        return fail(ErrorCode::InvalidArgument, text.data(), name);
    for (const auto& [key, value] : config)
        rd_kafka_NewTopic_set_config(topic.get(), key.c_str(), value.c_str());
    auto answer = request(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, timeout, name,
                          [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                              rd_kafka_NewTopic_t* one = topic.get();
                              rd_kafka_CreateTopics(client.handle(), &one, 1, options, queue);
                          });
    if (!answer)
        return forward(answer);
    std::size_t count = 0;
    const auto** results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(answer->get()), &count);
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto code = rd_kafka_topic_result_error(results[i]); code) {
            const char* reason = rd_kafka_topic_result_error_string(results[i]);
            return tl::unexpected(clientError(code, reason == nullptr ? "" : reason, name));
        }
    }
    return {};
}

} // namespace driftwood::broker::rdkafka
