#include "kafka/support/group_member.h"

#include "kafka/support/rdkafka_client.h"

namespace driftwood::test {
namespace {

constexpr int kPollMs = 100;

struct DestroyList {
    void operator()(rd_kafka_topic_partition_list_t* list) const {
        rd_kafka_topic_partition_list_destroy(list);
    }
};
using List = std::unique_ptr<rd_kafka_topic_partition_list_t, DestroyList>;

} // namespace

struct GroupMember::Client {
    ClientHandle handle;
};

GroupMember::GroupMember(const std::string& bootstrap, const std::string& group, const std::string& clientId,
                         const std::string& topic)
    : m_client(std::make_unique<Client>()) {
    m_client->handle = makeClient(RD_KAFKA_CONSUMER, {{"bootstrap.servers", bootstrap},
                                                      {"group.id", group},
                                                      {"client.id", clientId},
                                                      {"enable.auto.commit", "false"}});
    rd_kafka_poll_set_consumer(m_client->handle.get());
    const List topics(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
    rd_kafka_subscribe(m_client->handle.get(), topics.get());
}

GroupMember::~GroupMember() = default;

int GroupMember::assigned() {
    if (rd_kafka_message_t* message = rd_kafka_consumer_poll(m_client->handle.get(), kPollMs);
        message != nullptr)
        rd_kafka_message_destroy(message);
    rd_kafka_topic_partition_list_t* raw = nullptr;
    if (rd_kafka_assignment(m_client->handle.get(), &raw) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return 0;
    return List(raw)->cnt;
}

Status GroupMember::commit(const std::string& topic, Position position) {
    const List offsets(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(offsets.get(), topic.c_str(), position.partition.value)->offset =
        position.offset.value;
    return asStatus(rd_kafka_commit(m_client->handle.get(), offsets.get(), 0), "commit");
}

} // namespace driftwood::test
