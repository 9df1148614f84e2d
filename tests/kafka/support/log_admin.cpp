#include "kafka/support/log_admin.h"

#include "kafka/support/rdkafka_client.h"

#include <chrono>
#include <thread>

namespace driftwood::test {
namespace {

constexpr int kAnswerMs = 30000; // after being frozen, the broker elects its controller again

template <class T, void (*destroy)(T*)>
struct Destroy {
    void operator()(T* object) const { destroy(object); }
};
template <class T, void (*destroy)(T*)>
using Owned = std::unique_ptr<T, Destroy<T, destroy>>;
using Queue = Owned<rd_kafka_queue_t, rd_kafka_queue_destroy>;
using Event = Owned<rd_kafka_event_t, rd_kafka_event_destroy>;

/// Waits for an admin request's answer. The caller checks the error of its single element.
Result<Event> answer(rd_kafka_queue_t* queue, const char* what) {
    Event event(rd_kafka_queue_poll(queue, kAnswerMs));
    if (!event)
        return fail(ErrorCode::Unreachable, what, "no answer");
    if (auto ok = asStatus(rd_kafka_event_error(event.get()), what); !ok)
        return forward(ok);
    return event;
}

} // namespace

struct LogAdmin::Client {
    ClientHandle handle;

    /// A request about one element: `send` sends it, `errorOf` finds its error in the answer.
    template <class Send, class ErrorOf>
    [[nodiscard]] Status ask(const char* what, Send send, ErrorOf errorOf) const {
        const Queue queue(rd_kafka_queue_new(handle.get()));
        send(handle.get(), queue.get());
        auto event = answer(queue.get(), what);
        if (!event)
            return forward(event);
        return asStatus(errorOf(event->get()), what);
    }

    /// Waits until the topic has this many partitions with a leader; 0: until it does not exist.
    [[nodiscard]] Status waitForPartitions(const std::string& topic, int partitions) const {
        for (int attempt = 0; attempt < 100; ++attempt) {
            if (leaders(topic) == partitions)
                return {};
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return fail(ErrorCode::Unreachable, "the topic's metadata did not change", topic);
    }

  private:
    [[nodiscard]] int leaders(const std::string& topic) const {
        const rd_kafka_metadata_t* metadata = nullptr;
        if (rd_kafka_metadata(handle.get(), 1, nullptr, &metadata, kAnswerMs) != RD_KAFKA_RESP_ERR_NO_ERROR)
            return -1;
        int found = 0;
        for (int i = 0; i < metadata->topic_cnt; ++i)
            if (topic == metadata->topics[i].topic)
                for (int p = 0; p < metadata->topics[i].partition_cnt; ++p)
                    found += metadata->topics[i].partitions[p].leader >= 0 ? 1 : 0;
        rd_kafka_metadata_destroy(metadata);
        return found;
    }
};

LogAdmin::LogAdmin(const std::string& bootstrap)
    : m_client(std::make_unique<Client>()) {
    m_client->handle = makeClient(RD_KAFKA_PRODUCER, {{"bootstrap.servers", bootstrap}, {"log_level", "3"}});
}

LogAdmin::~LogAdmin() = default;

Status LogAdmin::createTopic(const std::string& topic, int partitions,
                             const std::map<std::string, std::string>& config) {
    char text[512];
    Owned<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy> request(
        rd_kafka_NewTopic_new(topic.c_str(), partitions, 1, text, sizeof text));
    for (const auto& [key, value] : config)
        rd_kafka_NewTopic_set_config(request.get(), key.c_str(), value.c_str());
    const Status made = m_client->ask(
        "create topic",
        [&](rd_kafka_t* client, rd_kafka_queue_t* queue) {
            rd_kafka_NewTopic_t* requests[] = {request.get()};
            rd_kafka_CreateTopics(client, requests, 1, nullptr, queue);
        },
        [](rd_kafka_event_t* event) {
            std::size_t count = 0;
            return rd_kafka_topic_result_error(
                rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count)[0]);
        });
    return made ? m_client->waitForPartitions(topic, partitions) : made;
}

Status LogAdmin::deleteTopic(const std::string& topic) {
    Owned<rd_kafka_DeleteTopic_t, rd_kafka_DeleteTopic_destroy> request(
        rd_kafka_DeleteTopic_new(topic.c_str()));
    const Status deleted = m_client->ask(
        "delete topic",
        [&](rd_kafka_t* client, rd_kafka_queue_t* queue) {
            rd_kafka_DeleteTopic_t* requests[] = {request.get()};
            rd_kafka_DeleteTopics(client, requests, 1, nullptr, queue);
        },
        [](rd_kafka_event_t* event) {
            std::size_t count = 0;
            return rd_kafka_topic_result_error(
                rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count)[0]);
        });
    return deleted ? m_client->waitForPartitions(topic, 0) : deleted;
}

Status LogAdmin::growTo(const std::string& topic, int partitions) {
    char text[512];
    Owned<rd_kafka_NewPartitions_t, rd_kafka_NewPartitions_destroy> request(
        rd_kafka_NewPartitions_new(topic.c_str(), static_cast<std::size_t>(partitions), text, sizeof text));
    const Status grown = m_client->ask(
        "create partitions",
        [&](rd_kafka_t* client, rd_kafka_queue_t* queue) {
            rd_kafka_NewPartitions_t* requests[] = {request.get()};
            rd_kafka_CreatePartitions(client, requests, 1, nullptr, queue);
        },
        [](rd_kafka_event_t* event) {
            std::size_t count = 0;
            return rd_kafka_topic_result_error(rd_kafka_CreatePartitions_result_topics(
                rd_kafka_event_CreatePartitions_result(event), &count)[0]);
        });
    return grown ? m_client->waitForPartitions(topic, partitions) : grown;
}

Status LogAdmin::deleteGroup(const std::string& group) {
    Owned<rd_kafka_DeleteGroup_t, rd_kafka_DeleteGroup_destroy> request(
        rd_kafka_DeleteGroup_new(group.c_str()));
    return m_client->ask(
        "delete group",
        [&](rd_kafka_t* client, rd_kafka_queue_t* queue) {
            rd_kafka_DeleteGroup_t* requests[] = {request.get()};
            rd_kafka_DeleteGroups(client, requests, 1, nullptr, queue);
        },
        [](rd_kafka_event_t* event) {
            std::size_t count = 0;
            const rd_kafka_error_t* error = rd_kafka_group_result_error(
                rd_kafka_DeleteGroups_result_groups(rd_kafka_event_DeleteGroups_result(event), &count)[0]);
            return error == nullptr ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_error_code(error);
        });
}

Status LogAdmin::deleteRecordsBefore(const std::string& topic, Position position) {
    Owned<rd_kafka_topic_partition_list_t, rd_kafka_topic_partition_list_destroy> before(
        rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(before.get(), topic.c_str(), position.partition.value)->offset =
        position.offset.value;
    Owned<rd_kafka_DeleteRecords_t, rd_kafka_DeleteRecords_destroy> request(
        rd_kafka_DeleteRecords_new(before.get()));
    return m_client->ask(
        "delete records",
        [&](rd_kafka_t* client, rd_kafka_queue_t* queue) {
            rd_kafka_DeleteRecords_t* requests[] = {request.get()};
            rd_kafka_DeleteRecords(client, requests, 1, nullptr, queue);
        },
        [](rd_kafka_event_t* event) {
            return rd_kafka_DeleteRecords_result_offsets(rd_kafka_event_DeleteRecords_result(event))
                ->elems[0]
                .err;
        });
}

} // namespace driftwood::test
