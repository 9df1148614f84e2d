#include "broker/connection.h"

#include "broker/rdkafka/admin.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/time_lookup.h"

#include <algorithm>
#include <array>
#include <thread>

namespace driftwood::broker {
namespace {

using namespace rdkafka;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

/// A bootstrap name often has several addresses, tried one after the other, and only one of them is listened
/// at ("localhost" is ::1 as well): "all brokers down" is believed after this long.
constexpr milliseconds kSecondAddressGrace{2000};
constexpr milliseconds kFirstSlice{100};
constexpr milliseconds kTopicVisiblePoll{50};
constexpr std::string_view kInternalPrefix = "__";

int ms(milliseconds duration) { return static_cast<int>(std::max<std::int64_t>(duration.count(), 0)); }

class KafkaConnection final : public Connection {
  public:
    KafkaConnection(ConnectionProfile profile, milliseconds timeout)
        : m_profile(std::move(profile))
        , m_timeout(timeout)
        , m_times(m_profile, timeout) {}

    [[nodiscard]] Status logIn();

    [[nodiscard]] const ConnectionProfile& profile() const override { return m_profile; }
    [[nodiscard]] Result<ClusterInfo> cluster() override;
    [[nodiscard]] Result<TopicInfo> topic(const TopicName& name) override;
    [[nodiscard]] Result<std::vector<Watermarks>> watermarks(const TopicName& topic,
                                                             Isolation isolation) override;
    [[nodiscard]] Result<std::vector<Position>> offsetsAtTime(const TopicName& topic,
                                                              TimestampMs time) override;
    [[nodiscard]] Result<std::vector<Position>> committed(const std::string& group,
                                                          const TopicName& topic) override;
    [[nodiscard]] Status createTopic(const TopicName& name, int partitions,
                                     const std::map<std::string, std::string>& config) override;

  private:
    [[nodiscard]] Result<std::shared_ptr<Client>> client(Isolation isolation);
    [[nodiscard]] tl::unexpected<Error> explain(Client& client, rd_kafka_resp_err_t code,
                                                const std::string& where);
    [[nodiscard]] Result<MetadataPtr> metadata(Client& client, rd_kafka_topic_t* topic,
                                               const std::string& where);
    /// Name, partitions and replication of one topic, without its id, which costs another request.
    [[nodiscard]] Result<TopicInfo> describe(Client& client, const TopicName& name, bool withId);
    [[nodiscard]] Result<std::vector<std::int64_t>> listOffsets(Client& client, const TopicName& topic,
                                                                const std::vector<PartitionId>& partitions,
                                                                std::int64_t timeOrEnd);
    [[nodiscard]] Result<bool> hasTimeIndex(Client& client, const TopicName& topic,
                                            const std::vector<Watermarks>& filled);

    const ConnectionProfile m_profile;
    const milliseconds m_timeout;
    TimeLookup m_times;
    std::mutex m_mutex; ///< of what follows
    std::array<std::shared_ptr<Client>, 2> m_clients;
    std::optional<Error> m_refusal; ///< once log-in was refused nothing is sent any more
    std::map<TopicName, bool> m_timeIndex;
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

Status KafkaConnection::logIn() {
    auto opened = client(Isolation::ReadCommitted);
    if (!opened)
        return forward(opened);
    Client& handle = **opened;
    const auto deadline = SteadyClock::now() + m_timeout;
    std::optional<SteadyClock::time_point> downSince;
    // Growing slices: short at first, so that a refusal is heard at once; long later, for a distant broker.
    for (milliseconds slice = kFirstSlice;; slice *= 2) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - SteadyClock::now());
        const rd_kafka_metadata_t* raw = nullptr;
        const auto code = rd_kafka_metadata(handle.handle(), 1, nullptr, &raw, ms(std::min(slice, left)));
        const MetadataPtr answer(raw);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            handle.serveEvents();
            handle.events().clearTrouble(); // e.g. the address that was tried first
            return {};
        }
        handle.serveEvents();
        const auto now = SteadyClock::now();
        if (handle.events().allBrokersDown() && !downSince)
            downSince = now;
        if (handle.events().failure() || now >= deadline ||
            (downSince && now - *downSince > kSecondAddressGrace))
            return explain(handle, code, m_profile.bootstrapServers);
        if (downSince) // the connection attempts themselves need time; without one the call returns at once
            std::this_thread::sleep_for(milliseconds(20));
    }
}

Result<std::shared_ptr<Client>> KafkaConnection::client(Isolation isolation) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal)
        return tl::unexpected(*m_refusal);
    auto& slot = m_clients[static_cast<std::size_t>(isolation)];
    if (!slot) {
        auto opened = Client::open(m_profile, Client::Kind::Query, queryPurpose(isolation));
        if (!opened)
            return forward(opened);
        slot = std::move(*opened);
    }
    return slot;
}

/// The reason behind a failed call: a callback often knows it better than the call's own code.
tl::unexpected<Error> KafkaConnection::explain(Client& client, rd_kafka_resp_err_t code,
                                               const std::string& where) {
    client.serveEvents();
    if (auto failure = client.events().failure();
        failure && failure->code == ErrorCode::AuthenticationFailed) {
        failure->where = m_profile.bootstrapServers;
        const std::lock_guard lock(m_mutex);
        m_refusal = failure;
        m_clients = {};
        return tl::unexpected(std::move(*failure));
    }
    const bool noAnswer = code == RD_KAFKA_RESP_ERR__TIMED_OUT || code == RD_KAFKA_RESP_ERR__TRANSPORT ||
                          code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
    if (auto trouble = client.events().trouble(); trouble && noAnswer) {
        trouble->where = m_profile.bootstrapServers;
        return tl::unexpected(std::move(*trouble));
    }
    return tl::unexpected(clientError(code, {}, where));
}

Result<MetadataPtr> KafkaConnection::metadata(Client& client, rd_kafka_topic_t* topic,
                                              const std::string& where) {
    const rd_kafka_metadata_t* raw = nullptr;
    const auto code =
        rd_kafka_metadata(client.handle(), topic == nullptr ? 1 : 0, topic, &raw, ms(m_timeout));
    if (code)
        return explain(client, code, where);
    return MetadataPtr(raw);
}

Result<ClusterInfo> KafkaConnection::cluster() {
    auto handle = client(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    auto answer = metadata(**handle, nullptr, m_profile.bootstrapServers);
    if (!answer)
        return forward(answer);
    ClusterInfo info;
    info.brokers = (*answer)->broker_cnt;
    if (char* id = rd_kafka_clusterid((*handle)->handle(), ms(m_timeout)); id != nullptr) {
        info.clusterId = id;
        rd_kafka_mem_free((*handle)->handle(), id);
    }
    std::vector<std::string> names;
    for (int i = 0; i < (*answer)->topic_cnt; ++i) {
        info.topics.push_back(broker::describe((*answer)->topics[i]));
        names.push_back(info.topics.back().name.value);
    }
    if (hasController(**handle, **answer, m_timeout)) {
        auto ids = topicIds(**handle, names, m_timeout);
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
    auto answer = metadata(client, handle.get(), name.value);
    if (!answer)
        return forward(answer);
    if ((*answer)->topic_cnt != 1)
        return tl::unexpected(clientError(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, {}, name.value));
    const rd_kafka_metadata_topic_t& topic = (*answer)->topics[0];
    if (topic.err)
        return tl::unexpected(clientError(topic.err, {}, name.value));
    TopicInfo info = broker::describe(topic);
    if (withId && hasController(client, **answer, m_timeout))
        info.topicId = topicIds(client, {name.value}, m_timeout)[name.value];
    return info;
}

Result<TopicInfo> KafkaConnection::topic(const TopicName& name) {
    auto handle = client(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    return describe(**handle, name, true);
}

/// One ListOffsets request a leader for all partitions: the first offset at or after a time, or librdkafka's
/// special values for both ends of the log.
Result<std::vector<std::int64_t>> KafkaConnection::listOffsets(Client& client, const TopicName& topic,
                                                               const std::vector<PartitionId>& partitions,
                                                               std::int64_t timeOrEnd) {
    if (partitions.empty())
        return std::vector<std::int64_t>();
    const PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const PartitionId partition : partitions)
        rd_kafka_topic_partition_list_add(list.get(), topic.value.c_str(), partition.value)->offset =
            timeOrEnd;
    if (const auto code = rd_kafka_offsets_for_times(client.handle(), list.get(), ms(m_timeout)); code)
        return explain(client, code, topic.value);
    std::vector<std::int64_t> offsets;
    for (const PartitionId partition : partitions) {
        const auto* element =
            rd_kafka_topic_partition_list_find(list.get(), topic.value.c_str(), partition.value);
        if (element == nullptr || element->err)
            return tl::unexpected(
                clientError(element == nullptr ? RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION : element->err, {},
                            place(topic.value, partition.value)));
        offsets.push_back(element->offset);
    }
    return offsets;
}

Result<std::vector<Watermarks>> KafkaConnection::watermarks(const TopicName& topic, Isolation isolation) {
    auto handle = client(isolation);
    if (!handle)
        return forward(handle);
    auto info = describe(**handle, topic, false);
    if (!info)
        return forward(info);
    auto low = listOffsets(**handle, topic, info->partitions, RD_KAFKA_OFFSET_BEGINNING);
    if (!low)
        return forward(low);
    auto high = listOffsets(**handle, topic, info->partitions, RD_KAFKA_OFFSET_END);
    if (!high)
        return forward(high);
    std::vector<Watermarks> marks;
    for (std::size_t i = 0; i < info->partitions.size(); ++i)
        marks.push_back({info->partitions[i], Offset((*low)[i]), Offset((*high)[i])});
    return marks;
}

Result<bool> KafkaConnection::hasTimeIndex(Client& client, const TopicName& topic,
                                           const std::vector<Watermarks>& filled) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_timeIndex.find(topic); known != m_timeIndex.end())
            return known->second;
    }
    std::vector<PartitionId> partitions;
    for (const Watermarks& mark : filled)
        partitions.push_back(mark.partition);
    // Every record is younger than 1970, so a broker with an index knows an answer for a filled partition.
    auto sinceEver = listOffsets(client, topic, partitions, 0);
    if (!sinceEver)
        return forward(sinceEver);
    const bool indexed =
        std::any_of(sinceEver->begin(), sinceEver->end(), [](std::int64_t offset) { return offset >= 0; });
    const std::lock_guard lock(m_mutex);
    m_timeIndex[topic] = indexed;
    return indexed;
}

Result<std::vector<Position>> KafkaConnection::offsetsAtTime(const TopicName& topic, TimestampMs time) {
    auto handle = client(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    auto marks = watermarks(topic, Isolation::ReadCommitted);
    if (!marks)
        return forward(marks);
    std::vector<PartitionId> partitions;
    for (const Watermarks& mark : *marks)
        partitions.push_back(mark.partition);
    // Negative times have a meaning of their own in the protocol.
    time = std::max(time, TimestampMs(0));
    auto offsets = listOffsets(**handle, topic, partitions, time.value);
    if (!offsets)
        return forward(offsets);
    std::vector<Position> result;
    std::vector<Watermarks> unanswered;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        const Watermarks& mark = (*marks)[i];
        result.push_back({mark.partition, (*offsets)[i] < 0 ? mark.high : Offset((*offsets)[i])});
        if ((*offsets)[i] < 0 && mark.low < mark.high)
            unanswered.push_back(mark);
    }
    if (unanswered.empty())
        return result;
    auto indexed = hasTimeIndex(**handle, topic, unanswered);
    if (!indexed)
        return forward(indexed);
    if (*indexed)
        return result;
    auto sampled = m_times.offsetsAtTime(topic, unanswered, time);
    if (!sampled)
        return forward(sampled);
    for (const Position& position : *sampled)
        for (Position& answer : result)
            if (answer.partition == position.partition)
                answer = position;
    return result;
}

Result<std::vector<Position>> KafkaConnection::committed(const std::string& group, const TopicName& topic) {
    auto handle = client(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    auto info = describe(**handle, topic, false);
    if (!info)
        return forward(info);
    if (group.empty())
        return fail(ErrorCode::InvalidArgument, "consumer group has no name", topic.value);
    return groupOffsets(**handle, group, topic.value, info->partitions, m_timeout);
}

Status KafkaConnection::createTopic(const TopicName& name, int partitions,
                                    const std::map<std::string, std::string>& config) {
    if (m_profile.readOnly)
        return fail(ErrorCode::NotAuthorized, "connection is read-only",
                    "connection " + m_profile.name + ", topic " + name.value,
                    "Unlock the connection for writing first.");
    auto handle = client(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    auto answer = metadata(**handle, nullptr, m_profile.bootstrapServers);
    if (!answer)
        return forward(answer);
    if (!hasController(**handle, **answer, m_timeout))
        return fail(ErrorCode::Unsupported,
                    "cluster names no controller, so topics cannot be made through it",
                    m_profile.bootstrapServers, "Make the topic with the broker's own tools.");
    if (Status status = rdkafka::createTopic(**handle, name.value, partitions, config, m_timeout); !status)
        return status;
    // Brokers learn of it a moment after the controller has answered.
    const auto deadline = SteadyClock::now() + m_timeout;
    for (;;) {
        const auto info = describe(**handle, name, false);
        if (info && static_cast<int>(info->partitions.size()) >= partitions)
            return {};
        if (SteadyClock::now() >= deadline)
            return info ? Status() : tl::unexpected(info.error());
        std::this_thread::sleep_for(kTopicVisiblePoll);
    }
}

} // namespace

Result<std::shared_ptr<Connection>> Connection::open(ConnectionProfile profile, milliseconds timeout) {
    auto connection = std::make_shared<KafkaConnection>(std::move(profile), timeout);
    if (Status status = connection->logIn(); !status)
        return forward(status);
    return connection;
}

} // namespace driftwood::broker
