#include "broker/rdkafka/query_client.h"

#include "broker/rdkafka/admin_request.h"
#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client_errors.h"

#include <algorithm>
#include <map>
#include <thread>

namespace driftwood::broker::rdkafka {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

/// A bootstrap name often has several addresses, which are tried in turn, and the broker may listen on only
/// one ("localhost" is also ::1): "all brokers down" is believed after this time.
constexpr milliseconds kSecondAddressGrace{2000};
/// After a first answer, wait only as long as a lost connection takes to be restored.
constexpr milliseconds kReconnectGrace{1000};
constexpr milliseconds kFirstSlice{100};
/// For a broker that has answered before: avoids asking a distant one twice.
constexpr milliseconds kSlice{1000};
constexpr milliseconds kSliceWhileDown{400};
constexpr milliseconds kReconnectPoll{20};
constexpr milliseconds kLeaderPoll{50};

/// Errors from before this query must not explain its failure, unless they persist.
void forgetTroubles(const Client& client) {
    client.serveEvents();
    if (!client.events().allBrokersDown()) // reported only once, when the last broker is lost
        client.events().clearTrouble();
}

int ms(milliseconds duration) { return static_cast<int>(std::max<std::int64_t>(duration.count(), 0)); }

bool meansNoAnswer(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR__TIMED_OUT || code == RD_KAFKA_RESP_ERR__TRANSPORT ||
           code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
}

/// A topic just created, or a partition moving to another broker: retrying shortly will succeed.
bool isBetweenLeaders(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION ||
           code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE || code == RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH ||
           code == RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH || code == RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE;
}

bool anyBetweenLeaders(const rd_kafka_topic_partition_list_t& list) {
    return std::any_of(list.elems, list.elems + list.cnt, [](const rd_kafka_topic_partition_t& element) {
        return isBetweenLeaders(codeIn(element.err));
    });
}

/// Split in two waits: an unresolvable host name is known after the first part.
rd_kafka_resp_err_t offsetsForTimes(const Client& client, rd_kafka_topic_partition_list_t& list,
                                    milliseconds wait) {
    const milliseconds first = std::min(wait, kUnresolvedGrace);
    const PartitionListPtr asked(rd_kafka_topic_partition_list_copy(&list));
    const auto code = rd_kafka_offsets_for_times(client.handle(), &list, ms(first));
    client.serveEvents();
    if (code != RD_KAFKA_RESP_ERR__TIMED_OUT || client.events().unresolved() || first == wait)
        return code;
    for (int i = 0; i < list.cnt; ++i) // restores the query before repeating it
        list.elems[i].offset = asked->elems[i].offset;
    return rd_kafka_offsets_for_times(client.handle(), &list, ms(wait - first));
}

} // namespace

Status QueryClient::logIn() {
    auto opened = handle(Isolation::ReadCommitted);
    if (!opened)
        return forward(opened);
    auto answer = ask(**opened, nullptr, m_profile.bootstrapServers, {kFirstSlice, kSecondAddressGrace});
    if (!answer)
        return forward(answer);
    return {};
}

Result<MetadataPtr> QueryClient::ask(Client& client, rd_kafka_topic_t* topic, const std::string& where,
                                     const Patience& patience) {
    const auto deadline = SteadyClock::now() + m_timeout;
    std::optional<SteadyClock::time_point> downSince;
    const bool hadFailed =
        client.events().failure().has_value(); // from another query, for example about a missing topic
    // Growing slices: short at first to notice a refusal at once, long later for a distant broker.
    for (milliseconds slice = patience.firstSlice;; slice = std::min(slice * 2, m_timeout)) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - SteadyClock::now());
        const rd_kafka_metadata_t* raw = nullptr;
        const auto code = rd_kafka_metadata(client.handle(), topic == nullptr ? 1 : 0, topic, &raw,
                                            ms(std::min(slice, left)));
        MetadataPtr answer(raw);
        client.serveEvents();
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            client.events().clearTrouble();
            if (Status sound = checkPartitions(*answer); !sound)
                return forward(sound);
            return answer;
        }
        const auto now = SteadyClock::now();
        const bool down = client.events().allBrokersDown();
        if (down && !downSince)
            downSince = now;
        const bool refused = !hadFailed && client.events().failure();
        if (!meansNoAnswer(code) || refused || now >= deadline || (down && client.events().unresolved()) ||
            (downSince && now - *downSince > patience.whileDown))
            return explain(client, code, where);
        if (down)
            slice = kSliceWhileDown / 2;
        if (code == RD_KAFKA_RESP_ERR__TRANSPORT) // returned early; wait before the next attempt
            std::this_thread::sleep_for(kReconnectPoll);
    }
}

Result<std::shared_ptr<Client>> QueryClient::handle(Isolation isolation) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal)
        return tl::unexpected(*m_refusal);
    auto& slot = m_clients[static_cast<std::size_t>(isolation)];
    if (slot) {
        forgetTroubles(*slot);
        return slot;
    }
    auto opened = Client::open(m_profile, Client::Kind::Query, queryPurpose(isolation));
    if (!opened)
        return forward(opened);
    slot = std::move(*opened);
    return slot;
}

/// The reason for a failed call: a callback often knows more than the call's error code.
tl::unexpected<Error> QueryClient::explain(Client& client, rd_kafka_resp_err_t code,
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
    if (auto trouble = client.events().trouble(); trouble && meansNoAnswer(code)) {
        trouble->where = m_profile.bootstrapServers;
        return tl::unexpected(std::move(*trouble));
    }
    return tl::unexpected(clientError(code, {}, where));
}

Result<MetadataPtr> QueryClient::metadata(Client& client, rd_kafka_topic_t* topic, const std::string& where) {
    // Work on a topic waits out a broker restart; a query for the whole cluster fails sooner.
    return ask(client, topic, where, {kSlice, topic == nullptr ? kReconnectGrace : m_timeout});
}

Result<std::vector<std::int64_t>> QueryClient::listOffsets(Client& client, const TopicName& topic,
                                                           const std::vector<PartitionId>& partitions,
                                                           std::int64_t timeOrEnd) {
    if (partitions.empty())
        return std::vector<std::int64_t>();
    const auto deadline = SteadyClock::now() + m_timeout;
    PartitionListPtr list;
    for (;;) {
        list.reset(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
        for (const PartitionId partition : partitions)
            rd_kafka_topic_partition_list_add(list.get(), topic.value.c_str(), partition.value)->offset =
                timeOrEnd;
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - SteadyClock::now());
        const auto code = offsetsForTimes(client, *list, left);
        const bool again = isBetweenLeaders(code) || (!code && anyBetweenLeaders(*list));
        if (!again || SteadyClock::now() >= deadline) {
            if (code)
                return explain(client, code, topic.value);
            client.events().clearTrouble();
            break;
        }
        std::this_thread::sleep_for(kLeaderPoll);
    }
    std::vector<std::int64_t> offsets;
    for (const PartitionId partition : partitions) {
        const auto* element =
            rd_kafka_topic_partition_list_find(list.get(), topic.value.c_str(), partition.value);
        const auto code = element == nullptr ? RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION : codeIn(element->err);
        if (code)
            return tl::unexpected(clientError(code, {}, place(topic.value, partition.value)));
        offsets.push_back(element->offset);
    }
    return offsets;
}

Result<std::vector<std::optional<std::int64_t>>>
QueryClient::listOffsetsOf(Client& client, const std::vector<Place>& places, std::int64_t timeOrEnd) {
    std::vector<std::optional<std::int64_t>> offsets(places.size());
    if (places.empty())
        return offsets;
    const PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(places.size())));
    for (const auto& [topic, partition] : places)
        rd_kafka_topic_partition_list_add(list.get(), topic->value.c_str(), partition.value)->offset =
            timeOrEnd;
    const auto code = offsetsForTimes(client, *list, m_timeout);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR && meansNoAnswer(code))
        return explain(client, code, m_profile.bootstrapServers);
    client.events().clearTrouble();
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) // on failure none of the elements is valid
        return offsets;
    std::map<std::pair<std::string_view, std::int32_t>, std::int64_t> answers;
    for (int i = 0; i < list->cnt; ++i)
        if (const auto& element = list->elems[i]; !codeIn(element.err) && element.offset >= 0)
            answers[{element.topic, element.partition}] = element.offset;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (const auto answer = answers.find({places[i].topic->value, places[i].partition.value});
            answer != answers.end())
            offsets[i] = answer->second;
    return offsets;
}

} // namespace driftwood::broker::rdkafka
