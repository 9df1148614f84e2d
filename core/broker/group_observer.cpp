#include "broker/group_observer.h"

#include "broker/rdkafka/client.h"
#include "broker/rdkafka/client_config.h"
#include "broker/rdkafka/group_requests.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <sstream>
#include <unistd.h>

namespace driftwood::broker {
namespace {

constexpr std::string_view kName = "driftwood-";
constexpr std::string_view kEnded = "ended";

class KafkaGroupObserver final : public GroupObserver {
  public:
    KafkaGroupObserver(std::shared_ptr<rdkafka::Client> client, std::string group, TopicName topic,
                       std::vector<PartitionId> partitions)
        : m_client(std::move(client))
        , m_group(std::move(group))
        , m_topic(std::move(topic))
        , m_partitions(std::move(partitions)) {}

    [[nodiscard]] Result<std::vector<GroupPosition>> positions(std::chrono::milliseconds wait,
                                                               const std::stop_token& stop) override {
        auto all = rdkafka::offsetsOfGroups(*m_client, {m_group}, m_topic.value, m_partitions, wait, stop);
        if (!all)
            return forward(all);
        return std::move(all->front());
    }

    [[nodiscard]] std::vector<GroupMember> members() override {
        ConsumerGroup group{m_group, GroupState::Unknown, std::nullopt, {}};
        rdkafka::describeGroups(*m_client, {&group}, m_topic.value, kWait);
        return std::move(group.members).value_or(std::vector<GroupMember>());
    }

  private:
    std::shared_ptr<rdkafka::Client> m_client;
    std::string m_group;
    TopicName m_topic;
    std::vector<PartitionId> m_partitions;
};

std::string newId() {
    std::ostringstream id;
    id << kName << getpid() << '-' << std::hex << std::random_device()();
    return id.str();
}

} // namespace

const std::string& committerId() {
    static const std::string id = newId();
    return id;
}

bool GroupPosition::ended() const { return note == kEnded; }

std::string commitMetadata(Presence presence) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return committerId() + ' ' +
           (presence == Presence::Ended
                ? std::string(kEnded)
                : std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()));
}

GroupPosition groupPosition(const Position& position, const std::string& metadata) {
    const std::size_t space = metadata.find(' ');
    if (!metadata.starts_with(kName) || space == std::string::npos)
        return {position, metadata, {}};
    return {position, metadata.substr(0, space), metadata.substr(space + 1)};
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
