#include "broker/rdkafka/broker_answers.h"

#include <cstring>
#include <string>

namespace driftwood::broker::rdkafka {

rd_kafka_resp_err_t codeIn(const rd_kafka_resp_err_t& field) {
    int number = 0; // reading it as the enumeration would be undefined behaviour for an unknown value
    static_assert(sizeof number == sizeof field);
    std::memcpy(&number, &field, sizeof number);
    if (number <= RD_KAFKA_RESP_ERR__BEGIN || number >= RD_KAFKA_RESP_ERR_END_ALL)
        return RD_KAFKA_RESP_ERR_UNKNOWN;
    return static_cast<rd_kafka_resp_err_t>(number);
}

Status checkPartitions(const rd_kafka_metadata_t& answer) {
    for (int t = 0; t < answer.topic_cnt; ++t) {
        const rd_kafka_metadata_topic_t& topic = answer.topics[t];
        for (int p = 0; p < topic.partition_cnt; ++p)
            if (const std::int32_t id = topic.partitions[p].id; id < 0 || id >= topic.partition_cnt)
                return fail(
                    ErrorCode::CorruptData,
                    "the broker's answer is damaged: it names a partition " + std::to_string(id) + " among " +
                        std::to_string(topic.partition_cnt),
                    topic.topic,
                    "Try again; if it stays so, something on the way to the broker alters its responses.");
    }
    return {};
}

} // namespace driftwood::broker::rdkafka
