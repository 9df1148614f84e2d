#include "broker/profile/allowed_properties.h"
#include "broker/rdkafka/admin.h"
#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/edge_times.h"
#include "broker/rdkafka/group_requests.h"
#include "broker/rdkafka/query_client.h"
#include "broker/rdkafka/readers.h"
#include "broker/rdkafka/time_queries.h"
#include "broker/rdkafka/topic_configuration.h"
#include "broker/rdkafka/topic_groups.h"

#include <algorithm>
#include <set>
#include <thread>

namespace driftwood::broker::rdkafka {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr milliseconds kTopicVisiblePoll{50};
constexpr std::string_view kInternalPrefix = "__";

/// One handle for questions about metadata, watermarks and times, separate from readers because a question
/// waits behind a long-polling fetch.
class KafkaConnection final : public Connection {
  public:
    KafkaConnection(ConnectionProfile profile, milliseconds timeout)
        : m_query(std::move(profile), timeout)
        , m_times(*this, m_query) {}

    [[nodiscard]] Status logIn() { return m_query.logIn(); }

    [[nodiscard]] const ConnectionProfile& profile() const override { return m_query.profile(); }
    [[nodiscard]] Result<ClusterInfo> cluster() override;
    [[nodiscard]] Result<TopicInfo> topic(const TopicName& name) override;
    [[nodiscard]] Result<std::vector<Watermarks>> watermarks(const TopicName& topic,
                                                             Isolation isolation) override;
    [[nodiscard]] Result<std::vector<Position>> offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                              Isolation isolation) override {
        return m_times.offsetsAtTime(topic, time, isolation);
    }
    [[nodiscard]] Result<TimeTable> offsetsAtTimes(const TopicName& topic,
                                                   const std::vector<TimestampMs>& times) override {
        return m_times.offsetsAtTimes(topic, times);
    }
    [[nodiscard]] Result<std::vector<Position>> committed(const std::string& group,
                                                          const TopicName& topic) override;
    [[nodiscard]] Result<TopicGroups> groups(const TopicName& topic, const std::stop_token& stop) override;
    [[nodiscard]] Result<std::vector<TopicSetting>> settings(const TopicName& topic) override;
    [[nodiscard]] Status createTopic(const TopicName& name, int partitions,
                                     const std::map<std::string, std::string>& config) override;
    [[nodiscard]] Result<std::map<TopicName, std::vector<Watermarks>>>
    watermarksOf(const std::vector<TopicInfo>& topics) override;
    [[nodiscard]] Result<std::map<PartitionPlace, EdgeTimes>>
    edgeTimes(const std::vector<PartitionPlace>& places, milliseconds timeout) override;

    [[nodiscard]] Result<std::unique_ptr<RangeReader>> openRangeReader(TopicRanges ranges,
                                                                       ReadOptions options) const override {
        return rdkafka::openRangeReader(profile(), ranges, options);
    }
    [[nodiscard]] std::unique_ptr<WindowReader> createWindowReader(Isolation isolation) const override {
        return rdkafka::createWindowReader(profile(), isolation);
    }
    [[nodiscard]] Result<std::unique_ptr<TailReader>> openTail(const TopicName& topic,
                                                               TailReader::Start start,
                                                               const std::string& group,
                                                               Isolation isolation) const override {
        return rdkafka::openTail(profile(), topic, std::move(start), group, isolation);
    }
    [[nodiscard]] Result<std::unique_ptr<Publisher>>
    openPublisher(const TopicName& topic, const PublishOptions& options) const override {
        return rdkafka::openPublisher(profile(), topic, options);
    }
    [[nodiscard]] Result<std::unique_ptr<TopicWatch>> watchTopic(const TopicName& topic,
                                                                 milliseconds every) const override {
        return rdkafka::watchTopic(profile(), topic, every);
    }
    [[nodiscard]] Result<std::unique_ptr<GroupObserver>>
    observeGroup(const std::string& group, const TopicName& topic,
                 const std::vector<PartitionId>& partitions) const override {
        return rdkafka::observeGroup(profile(), group, topic, partitions);
    }

  private:
    /// Name, partitions and replication of a topic. The id costs another request.
    [[nodiscard]] Result<TopicInfo> describe(Client& client, const TopicName& name, bool withId);
    /// Unsupported, with the `consequence`, if the cluster has no controller, as librdkafka's own mock.
    [[nodiscard]] Status needController(Client& client, const std::string& consequence,
                                        const std::string& hint = {});

    QueryClient m_query;
    TimeQueries m_times;
};

TopicInfo describe(const rd_kafka_metadata_topic_t& topic) {
    TopicInfo info;
    info.name = TopicName(topic.topic);
    info.internal = info.name.value.starts_with(kInternalPrefix);
    for (int i = 0; i < topic.partition_cnt; ++i) {
        info.partitions.emplace_back(topic.partitions[i].id);
        info.replicationFactor = std::max(info.replicationFactor, topic.partitions[i].replica_cnt);
    }
    std::sort(info.partitions.begin(), info.partitions.end());
    return info;
}

Result<ClusterInfo> KafkaConnection::cluster() {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    auto answer = m_query.metadata(**handle, nullptr, profile().bootstrapServers);
    if (!answer)
        return forward(answer);
    ClusterInfo info;
    info.brokers = (*answer)->broker_cnt;
    if (char* id = rd_kafka_clusterid((*handle)->handle(), static_cast<int>(m_query.timeout().count()));
        id != nullptr) {
        info.clusterId = id;
        rd_kafka_mem_free((*handle)->handle(), id);
    }
    std::vector<std::string> names;
    for (int i = 0; i < (*answer)->topic_cnt; ++i) {
        info.topics.push_back(rdkafka::describe((*answer)->topics[i]));
        names.push_back(info.topics.back().name.value);
    }
    if (hasController(**handle, **answer, m_query.timeout())) {
        auto ids = topicIds(**handle, names, m_query.timeout());
        for (TopicInfo& topic : info.topics)
            topic.topicId = ids[topic.name.value];
    }
    std::sort(info.topics.begin(), info.topics.end(),
              [](const TopicInfo& a, const TopicInfo& b) { return a.name < b.name; });
    return info;
}

Result<TopicInfo> KafkaConnection::describe(Client& client, const TopicName& name, bool withId) {
    const TopicPtr handle(rd_kafka_topic_new(client.handle(), name.value.c_str(), nullptr));
    if (name.value.empty() || !handle)
        return fail(ErrorCode::InvalidArgument, "not a topic name", "'" + name.value + "'");
    auto answer = m_query.metadata(client, handle.get(), name.value);
    if (!answer)
        return forward(answer);
    if ((*answer)->topic_cnt != 1)
        return tl::unexpected(clientError(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, {}, name.value));
    const rd_kafka_metadata_topic_t& topic = (*answer)->topics[0];
    if (const auto code = codeIn(topic.err); code)
        return tl::unexpected(clientError(code, {}, name.value));
    TopicInfo info = rdkafka::describe(topic);
    if (withId && hasController(client, **answer, m_query.timeout()))
        info.topicId = topicIds(client, {name.value}, m_query.timeout())[name.value];
    return info;
}

Result<TopicInfo> KafkaConnection::topic(const TopicName& name) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    return describe(**handle, name, true);
}

Result<std::vector<Watermarks>> KafkaConnection::watermarks(const TopicName& topic, Isolation isolation) {
    auto handle = m_query.handle(isolation);
    if (!handle)
        return forward(handle);
    auto info = describe(**handle, topic, false);
    if (!info)
        return forward(info);
    auto low = m_query.listOffsets(**handle, topic, info->partitions, RD_KAFKA_OFFSET_BEGINNING);
    if (!low)
        return forward(low);
    auto high = m_query.listOffsets(**handle, topic, info->partitions, RD_KAFKA_OFFSET_END);
    if (!high)
        return forward(high);
    std::vector<Watermarks> marks;
    for (std::size_t i = 0; i < info->partitions.size(); ++i)
        marks.push_back({info->partitions[i], Offset((*low)[i]), Offset((*high)[i])});
    return marks;
}

Result<std::map<TopicName, std::vector<Watermarks>>>
KafkaConnection::watermarksOf(const std::vector<TopicInfo>& topics) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    std::vector<QueryClient::Place> places;
    for (const TopicInfo& topic : topics)
        for (const PartitionId partition : topic.partitions)
            places.push_back({&topic.name, partition});
    auto low = m_query.listOffsetsOf(**handle, places, RD_KAFKA_OFFSET_BEGINNING);
    if (!low)
        return forward(low);
    auto high = m_query.listOffsetsOf(**handle, places, RD_KAFKA_OFFSET_END);
    if (!high)
        return forward(high);
    std::map<TopicName, std::vector<Watermarks>> marks;
    std::set<TopicName> silent;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!(*low)[i] || !(*high)[i])
            silent.insert(*places[i].topic);
        else
            marks[*places[i].topic].push_back({places[i].partition, Offset(*(*low)[i]), Offset(*(*high)[i])});
    }
    for (const TopicName& topic : silent)
        marks.erase(topic);
    return marks;
}

Result<std::vector<Position>> KafkaConnection::committed(const std::string& group, const TopicName& topic) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    auto info = describe(**handle, topic, false);
    if (!info)
        return forward(info);
    if (group.empty())
        return fail(ErrorCode::InvalidArgument, "consumer group has no name", topic.value);
    const auto found = groupOffsets(**handle, group, topic.value, info->partitions, m_query.timeout());
    if (!found)
        return tl::unexpected(found.error());
    std::vector<Position> positions;
    for (const GroupPosition& each : *found)
        positions.push_back(each.position);
    return positions;
}

Status KafkaConnection::needController(Client& client, const std::string& consequence,
                                       const std::string& hint) {
    auto answer = m_query.metadata(client, nullptr, profile().bootstrapServers);
    if (!answer)
        return forward(answer);
    if (hasController(client, **answer, m_query.timeout()))
        return {};
    return fail(ErrorCode::Unsupported, "the cluster names no controller, so " + consequence,
                profile().bootstrapServers, hint);
}

Result<TopicGroups> KafkaConnection::groups(const TopicName& topic, const std::stop_token& stop) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    // Do not send the request to a broker that does not know it:
    // librdkafka 2.8 leaks the request's queue.
    if (Status status = needController(**handle, "consumer groups cannot be listed"); !status)
        return forward(status);
    auto marks = watermarks(topic, Isolation::ReadCommitted);
    if (!marks)
        return forward(marks);
    return topicGroups(**handle, topic, *marks, m_query.timeout(), stop);
}

Result<std::vector<TopicSetting>> KafkaConnection::settings(const TopicName& topic) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    if (Status status = needController(**handle, "its configuration cannot be read"); !status)
        return forward(status);
    return topicSettings(**handle, topic.value, m_query.timeout());
}

Status KafkaConnection::createTopic(const TopicName& name, int partitions,
                                    const std::map<std::string, std::string>& config) {
    if (profile().readOnly)
        return fail(ErrorCode::NotAuthorized, "connection is read-only",
                    "connection " + profile().name + ", topic " + name.value,
                    "Unlock the connection for writing first.");
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    if (Status status = needController(**handle, "topics cannot be created through it",
                                       "Create the topic with the broker's own tools.");
        !status)
        return status;
    if (Status status = rdkafka::createTopic(**handle, name.value, partitions, config, m_query.timeout());
        !status)
        return status;
    // Brokers learn of a new topic a moment after the controller has answered.
    const auto deadline = SteadyClock::now() + m_query.timeout();
    for (;;) {
        const auto info = describe(**handle, name, false);
        if (info && static_cast<int>(info->partitions.size()) >= partitions)
            return {};
        if (SteadyClock::now() >= deadline)
            return info ? Status() : tl::unexpected(info.error());
        std::this_thread::sleep_for(kTopicVisiblePoll);
    }
}

Result<std::map<Connection::PartitionPlace, EdgeTimes>>
KafkaConnection::edgeTimes(const std::vector<PartitionPlace>& places, milliseconds timeout) {
    auto client = Client::open(profile(), Client::Kind::Query, queryPurpose(Isolation::ReadCommitted));
    if (!client)
        return forward(client);
    return edgeTimesOf(**client, places, timeout);
}

} // namespace
} // namespace driftwood::broker::rdkafka

namespace driftwood::broker {

Result<std::shared_ptr<Connection>> Connection::open(ConnectionProfile profile,
                                                     std::chrono::milliseconds timeout) {
    // Checked first, because later errors name the connection, possibly by its servers.
    if (Status servers = checkServers(profile.bootstrapServers); !servers)
        return forward(servers);
    auto connection =
        std::make_shared<rdkafka::KafkaConnection>(withAbsolutePaths(std::move(profile)), timeout);
    if (Status status = connection->logIn(); !status)
        return forward(status);
    return connection;
}

} // namespace driftwood::broker
