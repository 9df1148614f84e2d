#include "broker/group_observer.h"

#include "broker/rdkafka/client.h"
#include "broker/rdkafka/client_config.h"
#include "broker/rdkafka/group_requests.h"

#include <random>
#include <sstream>
#include <unistd.h>

namespace driftwood::broker {
namespace {

constexpr std::chrono::seconds kTimeout{3};

class KafkaGroupObserver final : public GroupObserver {
  public:
    KafkaGroupObserver(std::shared_ptr<rdkafka::Client> client, std::string group, TopicName topic,
                       std::vector<PartitionId> partitions)
        : m_client(std::move(client))
        , m_group(std::move(group))
        , m_topic(std::move(topic))
        , m_partitions(std::move(partitions)) {}

    [[nodiscard]] Result<std::vector<GroupPosition>> positions() override {
        return rdkafka::groupOffsets(*m_client, m_group, m_topic.value, m_partitions, kTimeout);
    }

  private:
    std::shared_ptr<rdkafka::Client> m_client;
    std::string m_group;
    TopicName m_topic;
    std::vector<PartitionId> m_partitions;
};

std::string newId() {
    std::ostringstream id;
    id << "driftwood-" << getpid() << '-' << std::hex << std::random_device()();
    return id.str();
}

} // namespace

const std::string& committerId() {
    static const std::string id = newId();
    return id;
}

Result<std::unique_ptr<GroupObserver>> GroupObserver::open(const Connection& connection, std::string group,
                                                           TopicName topic,
                                                           std::vector<PartitionId> partitions) {
    auto client = rdkafka::Client::open(connection.profile(), rdkafka::Client::Kind::Query,
                                        rdkafka::queryPurpose(Isolation::ReadCommitted));
    if (!client)
        return forward(client);
    return std::make_unique<KafkaGroupObserver>(std::move(*client), std::move(group), std::move(topic),
                                                std::move(partitions));
}

} // namespace driftwood::broker
