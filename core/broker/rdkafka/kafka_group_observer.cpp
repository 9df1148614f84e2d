#include "broker/rdkafka/client.h"
#include "broker/rdkafka/client_config.h"
#include "broker/rdkafka/group_requests.h"
#include "broker/rdkafka/readers.h"

namespace driftwood::broker::rdkafka {
namespace {

class KafkaGroupObserver final : public GroupObserver {
  public:
    KafkaGroupObserver(std::shared_ptr<Client> client, std::string group, TopicName topic,
                       std::vector<PartitionId> partitions)
        : m_client(std::move(client))
        , m_group(std::move(group))
        , m_topic(std::move(topic))
        , m_partitions(std::move(partitions)) {}

    [[nodiscard]] Result<std::vector<GroupPosition>> positions(std::chrono::milliseconds wait,
                                                               const std::stop_token& stop) override {
        auto all = offsetsOfGroups(*m_client, {m_group}, m_topic.value, m_partitions, wait, stop);
        if (!all)
            return forward(all);
        return std::move(all->front());
    }

    [[nodiscard]] std::vector<GroupMember> members() override {
        ConsumerGroup group{m_group, GroupState::Unknown, std::nullopt, {}};
        describeGroups(*m_client, {&group}, m_topic.value, kWait);
        return std::move(group.members).value_or(std::vector<GroupMember>());
    }

  private:
    std::shared_ptr<Client> m_client;
    std::string m_group;
    TopicName m_topic;
    std::vector<PartitionId> m_partitions;
};

} // namespace

Result<std::unique_ptr<GroupObserver>> observeGroup(const ConnectionProfile& profile,
                                                    const std::string& group, const TopicName& topic,
                                                    const std::vector<PartitionId>& partitions) {
    auto client = Client::open(profile, Client::Kind::Query, queryPurpose(Isolation::ReadCommitted));
    if (!client)
        return forward(client);
    return std::make_unique<KafkaGroupObserver>(std::move(*client), group, topic, partitions);
}

} // namespace driftwood::broker::rdkafka
