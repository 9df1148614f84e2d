#include "broker/rdkafka/admin.h"
#include "broker/rdkafka/admin_request.h"
#include "broker/rdkafka/readers.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTimeout{5000};
constexpr std::chrono::milliseconds kHurriedEvery{200};

class KafkaTopicWatch final : public TopicWatch {
  public:
    KafkaTopicWatch(std::shared_ptr<Client> client, TopicName topic, std::chrono::milliseconds every)
        : m_client(std::move(client))
        , m_topic(std::move(topic))
        , m_every(every)
        , m_answers(rd_kafka_queue_new(m_client->handle()))
        , m_asked(SteadyClock::now()) {}

    [[nodiscard]] std::optional<TopicInfo> look() override {
        if (!m_waiting) {
            if (SteadyClock::now() - m_asked >= (m_hurried ? std::min(m_every, kHurriedEvery) : m_every))
                ask();
            return std::nullopt;
        }
        return answered(std::chrono::milliseconds(0));
    }

    void hurry() override { m_hurried = true; }

    [[nodiscard]] std::optional<TopicInfo> now(std::chrono::milliseconds wait) override {
        m_answers.reset(rd_kafka_queue_new(m_client->handle())); // an earlier answer may be outdated
        ask();
        return answered(wait);
    }

  private:
    [[nodiscard]] std::optional<TopicInfo> answered(std::chrono::milliseconds wait) {
        const EventPtr answer(rd_kafka_queue_poll(m_answers.get(), static_cast<int>(wait.count())));
        if (!answer)
            return std::nullopt;
        m_waiting = false;
        auto topics = describedTopics(answer.get());
        if (topics.size() != 1)
            return std::nullopt;
        return std::move(topics.front());
    }

    void ask() {
        m_asked = SteadyClock::now();
        m_hurried = false;
        m_waiting = true; // the request completes with an error when its time is over
        const char* name = m_topic.value.c_str();
        const TopicCollectionPtr topics(rd_kafka_TopicCollection_of_topic_names(&name, 1));
        const auto options = adminOptions(*m_client, RD_KAFKA_ADMIN_OP_DESCRIBETOPICS, kTimeout);
        rd_kafka_DescribeTopics(m_client->handle(), topics.get(), options.get(), m_answers.get());
    }

    std::shared_ptr<Client> m_client;
    TopicName m_topic;
    std::chrono::milliseconds m_every;
    QueuePtr m_answers; ///< declared after the client, so that it is destroyed first
    SteadyClock::time_point m_asked;
    bool m_waiting = false;
    bool m_hurried = false;
};

} // namespace

Result<std::unique_ptr<TopicWatch>> watchTopic(const ConnectionProfile& profile, const TopicName& topic,
                                               std::chrono::milliseconds every) {
    auto client = Client::open(profile, Client::Kind::Query, queryPurpose(Isolation::ReadCommitted));
    if (!client)
        return forward(client);
    return std::make_unique<KafkaTopicWatch>(std::move(*client), topic, every);
}

} // namespace driftwood::broker::rdkafka
