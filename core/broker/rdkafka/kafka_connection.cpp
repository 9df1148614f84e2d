#include "broker/allowed_properties.h"
#include "broker/moving_beginning.h"
#include "broker/rdkafka/admin.h"
#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/checked_times.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/edge_times.h"
#include "broker/rdkafka/group_requests.h"
#include "broker/rdkafka/query_client.h"
#include "broker/rdkafka/readers.h"
#include "broker/rdkafka/time_lookup.h"
#include "broker/rdkafka/topic_configuration.h"
#include "broker/rdkafka/topic_groups.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace driftwood::broker::rdkafka {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr milliseconds kTopicVisiblePoll{50};
/// Number of concurrent look-ups: each is a round trip, and a broker answers many as fast as one.
constexpr std::size_t kParallelLookups = 8;
constexpr std::string_view kInternalPrefix = "__";

/// One handle for questions about metadata, watermarks and times, separate from readers because a question
/// waits behind a long-polling fetch.
class KafkaConnection final : public Connection {
  public:
    KafkaConnection(ConnectionProfile profile, milliseconds timeout)
        : m_query(std::move(profile), timeout)
        , m_times(m_query.profile(), Isolation::ReadCommitted, timeout)
        , m_uncommittedTimes(m_query.profile(), Isolation::ReadUncommitted, timeout) {}

    [[nodiscard]] Status logIn() { return m_query.logIn(); }

    [[nodiscard]] const ConnectionProfile& profile() const override { return m_query.profile(); }
    [[nodiscard]] Result<ClusterInfo> cluster() override;
    [[nodiscard]] Result<TopicInfo> topic(const TopicName& name) override;
    [[nodiscard]] Result<std::vector<Watermarks>> watermarks(const TopicName& topic,
                                                             Isolation isolation) override;
    [[nodiscard]] Result<std::vector<Position>> offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                              Isolation isolation) override;
    [[nodiscard]] Result<TimeTable> offsetsAtTimes(const TopicName& topic,
                                                   const std::vector<TimestampMs>& times) override;
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
    /// The broker's own answers to a time look-up, with -1 replaced: by the end if there is no younger
    /// record, by a search with sampled records if the broker has no time index.
    [[nodiscard]] Result<std::vector<Position>> indexed(Client& client, const TopicName& topic,
                                                        TimestampMs time, Isolation isolation,
                                                        const std::vector<Watermarks>& marks);
    /// The broker's answers for many times, several requested concurrently.
    [[nodiscard]] Result<std::vector<std::vector<Position>>> indexed(Client& client, const TopicName& topic,
                                                                     const std::vector<TimestampMs>& times,
                                                                     const std::vector<Watermarks>& marks);
    [[nodiscard]] TimeLookup& timesOf(Isolation isolation) {
        return isolation == Isolation::ReadCommitted ? m_times : m_uncommittedTimes;
    }
    [[nodiscard]] Result<bool> hasTimeIndex(Client& client, const TopicName& topic,
                                            const std::vector<Watermarks>& filled);

    /// Unsupported, with the `consequence`, if the cluster has no controller, as librdkafka's own mock.
    [[nodiscard]] Status needController(Client& client, const std::string& consequence,
                                        const std::string& hint = {});

    QueryClient m_query;
    TimeLookup m_times;
    TimeLookup m_uncommittedTimes;
    std::mutex m_mutex;
    std::map<TopicName, bool> m_timeIndex; ///< whether the broker has a time index for the topic, once known
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
    // Every record is younger than 1970: a broker with an index has an answer for a non-empty partition.
    auto sinceEver = m_query.listOffsets(client, topic, partitions, 0);
    if (!sinceEver)
        return forward(sinceEver);
    const bool indexed =
        std::any_of(sinceEver->begin(), sinceEver->end(), [](std::int64_t offset) { return offset >= 0; });
    const std::lock_guard lock(m_mutex);
    m_timeIndex[topic] = indexed;
    return indexed;
}

Result<std::vector<Position>> KafkaConnection::offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                             Isolation isolation) {
    auto handle = m_query.handle(isolation);
    if (!handle)
        return forward(handle);
    return readFromBeginning(
        *this, topic, isolation, [&](const std::vector<Watermarks>& marks) -> Result<std::vector<Position>> {
            auto answers = indexed(**handle, topic, time, isolation, marks);
            if (!answers)
                return answers;
            return checkedAtTime(timesOf(isolation), topic, time, std::move(*answers), marks);
        });
}

Result<TimeTable> KafkaConnection::offsetsAtTimes(const TopicName& topic,
                                                  const std::vector<TimestampMs>& times) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    return readFromBeginning(*this, topic, Isolation::ReadCommitted,
                             [&](const std::vector<Watermarks>& marks) -> Result<TimeTable> {
                                 auto answers = indexed(**handle, topic, times, marks);
                                 if (!answers)
                                     return forward(answers);
                                 return checkedTable(m_times, topic, times, std::move(*answers), marks);
                             });
}

Result<std::vector<std::vector<Position>>> KafkaConnection::indexed(Client& client, const TopicName& topic,
                                                                    const std::vector<TimestampMs>& times,
                                                                    const std::vector<Watermarks>& marks) {
    std::vector<Result<std::vector<Position>>> answers(times.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < std::min(kParallelLookups, times.size()); ++i)
            workers.emplace_back([&] {
                for (std::size_t k = next++; k < times.size() && !failed; k = next++) {
                    answers[k] = indexed(client, topic, times[k], Isolation::ReadCommitted, marks);
                    if (!answers[k])
                        failed = true;
                }
            });
    }
    std::vector<std::vector<Position>> positions;
    for (auto& answer : answers)
        if (!answer)
            return forward(answer);
    for (auto& answer : answers)
        positions.push_back(std::move(*answer));
    return positions;
}

Result<std::vector<Position>> KafkaConnection::indexed(Client& client, const TopicName& topic,
                                                       TimestampMs time, Isolation isolation,
                                                       const std::vector<Watermarks>& marks) {
    std::vector<PartitionId> partitions;
    for (const Watermarks& mark : marks)
        partitions.push_back(mark.partition);
    // Negative times have special meanings in the protocol.
    time = std::max(time, TimestampMs(0));
    auto offsets = m_query.listOffsets(client, topic, partitions, time.value);
    if (!offsets)
        return forward(offsets);
    std::vector<Position> answers;
    std::vector<Watermarks> unanswered;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Watermarks& mark = marks[i];
        const bool known = (*offsets)[i] >= 0;
        if (!known && mark.low < mark.high)
            unanswered.push_back(mark);
        answers.push_back({mark.partition, known ? Offset((*offsets)[i]) : mark.high});
    }
    if (unanswered.empty())
        return answers;
    auto hasIndex = hasTimeIndex(client, topic, unanswered);
    if (!hasIndex)
        return forward(hasIndex);
    if (*hasIndex)
        return answers;
    // Each time uses the current beginning of the log, because many look-ups take a while.
    auto sampled = readFromBeginning(*this, topic, isolation, [&](std::vector<Watermarks> now) {
        std::erase_if(now, [&](const Watermarks& mark) {
            return std::ranges::find(unanswered, mark.partition, &Watermarks::partition) == unanswered.end();
        });
        return timesOf(isolation).offsetsAtTime(topic, now, time);
    });
    if (!sampled)
        return forward(sampled);
    for (const Position& position : *sampled)
        *std::ranges::find(answers, position.partition, &Position::partition) = position;
    return answers;
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
    if (Status status = needController(**handle, "consumer groups cannot be asked for"); !status)
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
    if (Status status = needController(**handle, "configuration cannot be asked for"); !status)
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
    if (Status status = needController(**handle, "topics cannot be made through it",
                                       "Make the topic with the broker's own tools.");
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
