#include "broker/rdkafka/group_requests.h"

#include "broker/rdkafka/admin_request.h"
#include "broker/rdkafka/broker_answers.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kAtOnce =
    16; ///< number of concurrent requests: enough for a distant broker, a small load for a busy one
constexpr milliseconds kStopPoll{50};

GroupState stateOf(rd_kafka_consumer_group_state_t state) {
    switch (state) {
    case RD_KAFKA_CONSUMER_GROUP_STATE_PREPARING_REBALANCE:
        return GroupState::PreparingRebalance;
    case RD_KAFKA_CONSUMER_GROUP_STATE_COMPLETING_REBALANCE:
        return GroupState::CompletingRebalance;
    case RD_KAFKA_CONSUMER_GROUP_STATE_STABLE:
        return GroupState::Stable;
    case RD_KAFKA_CONSUMER_GROUP_STATE_DEAD:
        return GroupState::Dead;
    case RD_KAFKA_CONSUMER_GROUP_STATE_EMPTY:
        return GroupState::Empty;
    default:
        return GroupState::Unknown;
    }
}

void ask(const Client& client, const std::string& group, const std::string& topic,
         const std::vector<PartitionId>& partitions, const rd_kafka_AdminOptions_t* options,
         rd_kafka_queue_t* answers) {
    const PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const PartitionId partition : partitions)
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition.value);
    const ListGroupOffsetsPtr wanted(rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), list.get()));
    rd_kafka_ListConsumerGroupOffsets_t* one = wanted.get();
    rd_kafka_ListConsumerGroupOffsets(client.handle(), &one, 1, options, answers);
}

GroupPositions positionsIn(rd_kafka_event_t* answer, const std::string& where) {
    if (Status status = errorOf(answer, where); !status)
        return forward(status);
    std::vector<GroupPosition> result;
    std::size_t count = 0;
    const auto** groups = rd_kafka_ListConsumerGroupOffsets_result_groups(
        rd_kafka_event_ListConsumerGroupOffsets_result(answer), &count);
    for (std::size_t i = 0; i < count; ++i) {
        if (Status status = errorOf(rd_kafka_group_result_error(groups[i]), where); !status)
            return forward(status);
        const auto* offsets = rd_kafka_group_result_partitions(groups[i]);
        for (int p = 0; offsets != nullptr && p < offsets->cnt; ++p) {
            const rd_kafka_topic_partition_t& element = offsets->elems[p];
            if (const auto code = codeIn(element.err); code)
                return tl::unexpected(clientError(code, {}, where));
            if (element.offset >= 0)
                result.push_back(
                    groupPosition({PartitionId(element.partition), Offset(element.offset)},
                                  {static_cast<const char*>(element.metadata), element.metadata_size}));
        }
    }
    // Brokers answer in the order of their own tables.
    std::ranges::sort(result, {}, &GroupPosition::position);
    return result;
}

GroupMember memberOf(const rd_kafka_MemberDescription_t* description, const std::string& topic) {
    GroupMember member;
    member.clientId = rd_kafka_MemberDescription_client_id(description);
    member.host = rd_kafka_MemberDescription_host(description);
    if (member.host.starts_with('/')) // how Java writes an address without a name
        member.host.erase(0, 1);
    const auto* assignment = rd_kafka_MemberDescription_assignment(description);
    const auto* partitions =
        assignment == nullptr ? nullptr : rd_kafka_MemberAssignment_partitions(assignment);
    for (int p = 0; partitions != nullptr && p < partitions->cnt; ++p)
        if (topic == partitions->elems[p].topic)
            member.partitions.emplace_back(partitions->elems[p].partition);
    std::sort(member.partitions.begin(), member.partitions.end());
    return member;
}

} // namespace

Result<GroupList> listGroups(const Client& client, milliseconds timeout) {
    auto answer = request(client, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPS, timeout, {},
                          [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                              rd_kafka_ListConsumerGroups(client.handle(), options, queue);
                          });
    if (!answer)
        return forward(answer);
    const auto* result = rd_kafka_event_ListConsumerGroups_result(answer->get());
    GroupList list;
    std::size_t count = 0;
    const auto** groups = rd_kafka_ListConsumerGroups_result_valid(result, &count);
    for (std::size_t i = 0; i < count; ++i)
        list.groups.push_back(
            {rd_kafka_ConsumerGroupListing_group_id(groups[i]),
             stateOf(rd_kafka_ConsumerGroupListing_state(groups[i])),
             rd_kafka_ConsumerGroupListing_type(groups[i]) != RD_KAFKA_CONSUMER_GROUP_TYPE_CONSUMER});
    std::sort(list.groups.begin(), list.groups.end(),
              [](const ListedGroup& a, const ListedGroup& b) { return a.name < b.name; });
    // Every broker lists the groups that it coordinates, so a broker without an answer must be reported.
    const auto** errors = rd_kafka_ListConsumerGroups_result_errors(result, &count);
    for (std::size_t i = 0; i < count && !list.incomplete; ++i)
        if (Status status = errorOf(errors[i], {}); !status)
            list.incomplete = std::move(status.error());
    if (list.groups.empty() && list.incomplete)
        return tl::unexpected(std::move(*list.incomplete));
    return list;
}

GroupPositions groupOffsets(const Client& client, const std::string& group, const std::string& topic,
                            const std::vector<PartitionId>& partitions, milliseconds timeout) {
    auto all = offsetsOfGroups(client, {group}, topic, partitions, timeout, {});
    if (!all)
        return forward(all);
    return std::move(all->front());
}

Result<std::vector<GroupPositions>> offsetsOfGroups(const Client& client,
                                                    const std::vector<std::string>& groups,
                                                    const std::string& topic,
                                                    const std::vector<PartitionId>& partitions,
                                                    milliseconds timeout, const std::stop_token& stop) {
    std::vector<GroupPositions> found(groups.size());
    const QueuePtr answers(rd_kafka_queue_new(client.handle()));
    std::size_t sent = 0;
    auto deadline = SteadyClock::now() + timeout;
    for (std::size_t answered = 0; answered < groups.size();) {
        for (; sent < groups.size() && sent - answered < kAtOnce; ++sent) {
            const auto options = adminOptions(client, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, timeout);
            rd_kafka_AdminOptions_set_opaque(options.get(), &found[sent]);
            ask(client, groups[sent], topic, partitions, options.get(), answers.get());
        }
        const EventPtr answer(rd_kafka_queue_poll(answers.get(), static_cast<int>(kStopPoll.count())));
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "stopped", topic);
        if (answer) {
            auto* place = static_cast<GroupPositions*>(rd_kafka_event_opaque(answer.get()));
            const std::string& group = groups[static_cast<std::size_t>(place - found.data())];
            *place = positionsIn(answer.get(), topic + ", group " + group);
            ++answered;
            deadline = SteadyClock::now() + timeout;
        } else if (SteadyClock::now() >= deadline) {
            return tl::unexpected(clientError(RD_KAFKA_RESP_ERR__TIMED_OUT, {}, topic));
        }
    }
    return found;
}

void describeGroups(const Client& client, std::vector<ConsumerGroup*> groups, const std::string& topic,
                    milliseconds timeout) {
    if (groups.empty())
        return;
    std::vector<const char*> names;
    names.reserve(groups.size());
    for (const ConsumerGroup* group : groups)
        names.push_back(group->name.c_str());
    const auto answer = request(client, RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, timeout, topic,
                                [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                                    rd_kafka_DescribeConsumerGroups(client.handle(), names.data(),
                                                                    names.size(), options, queue);
                                });
    if (!answer)
        return;
    std::size_t count = 0;
    const auto** descriptions = rd_kafka_DescribeConsumerGroups_result_groups(
        rd_kafka_event_DescribeConsumerGroups_result(answer->get()), &count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto group = std::ranges::find(
            groups, std::string(rd_kafka_ConsumerGroupDescription_group_id(descriptions[i])),
            [](const ConsumerGroup* each) { return each->name; });
        if (group == groups.end() ||
            !errorOf(rd_kafka_ConsumerGroupDescription_error(descriptions[i]), {}).has_value())
            continue;
        if ((*group)->state == GroupState::Unknown)
            (*group)->state = stateOf(rd_kafka_ConsumerGroupDescription_state(descriptions[i]));
        auto& members = (*group)->members.emplace();
        const std::size_t size = rd_kafka_ConsumerGroupDescription_member_count(descriptions[i]);
        for (std::size_t m = 0; m < size; ++m)
            members.push_back(memberOf(rd_kafka_ConsumerGroupDescription_member(descriptions[i], m), topic));
    }
}

} // namespace driftwood::broker::rdkafka
