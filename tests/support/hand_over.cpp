#include "support/hand_over.h"

#include "broker/connection.h"
#include "broker/range_reader.h"
#include "monitoring/promotion.h"
#include "scoring/attachment.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace driftwood::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kMost = 60s;

struct Said {
    Position source;
    std::string model;
};

Result<std::vector<Said>> predictionsOn(broker::Connection& connection, const TopicName& topic) {
    auto marks = connection.watermarks(topic);
    if (!marks)
        return forward(marks);
    broker::TopicRanges all{topic, {}};
    for (const auto& mark : *marks)
        all.ranges.push_back({mark.partition, mark.low, mark.high});
    auto reader = connection.openRangeReader(all);
    if (!reader)
        return forward(reader);
    std::vector<Said> said;
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next({});
        if (!batch)
            return forward(batch);
        for (std::size_t i = 0; i < batch->size(); ++i) {
            std::map<std::string, std::string> headers;
            for (const auto& [name, value] : batch->headers(i))
                headers[std::string(name)] = value.value_or(std::string());
            said.push_back({{PartitionId(std::stoi(headers[std::string(scoring::kSourcePartitionHeader)])),
                             Offset(std::stoll(headers[std::string(scoring::kSourceOffsetHeader)]))},
                            headers[std::string(scoring::kModelIdHeader)]});
        }
    }
    return said;
}

template <class Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + kMost;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

Offset offsetAt(const workspace::PromotionRow& promotion, PartitionId partition) {
    const auto positions = monitoring::positionsOf(promotion);
    const auto found = std::ranges::find(positions, partition, &Position::partition);
    return found == positions.end() ? Offset(-1) : found->offset;
}

void judge(const HandOver& what, const std::vector<broker::Watermarks>& before,
           const std::vector<broker::Watermarks>& after, const std::vector<Said>& said,
           HandOverOutcome& outcome) {
    std::map<Position, std::vector<std::string>> models;
    for (const Said& each : said)
        models[each.source].push_back(each.model);
    outcome.predictions = static_cast<std::int64_t>(said.size());
    const auto note = [&](const Position& position, const std::string& words) {
        outcome.wrong.push_back("partition " + std::to_string(position.partition.value) + ", offset " +
                                std::to_string(position.offset.value) + ": " + words);
    };
    for (const broker::Watermarks& mark : after) {
        const auto first = std::ranges::find(before, mark.partition, &broker::Watermarks::partition);
        const Offset there = offsetAt(outcome.promotions[0], mark.partition);
        const Offset back = offsetAt(outcome.promotions[1], mark.partition);
        for (Offset offset = first->high; offset < mark.high; offset = offset.next()) {
            const auto& by = models[{mark.partition, offset}];
            if (by.size() != 1) {
                note({mark.partition, offset}, std::to_string(by.size()) + " predictions");
                continue;
            }
            const bool challenger = offset >= there && offset < back;
            if (by.front() != (challenger ? what.challenger : what.champion))
                note({mark.partition, offset}, "by " + by.front());
            ++(challenger ? outcome.byChallenger : outcome.byChampion);
        }
    }
}

} // namespace

Result<HandOverOutcome> handOver(broker::Connection& connection, const std::filesystem::path& folder,
                                 const HandOver& what) {
    auto workspace = workspace::Workspace::open(folder);
    if (!workspace)
        return forward(workspace);
    const auto before = connection.watermarks(what.source);
    if (!before)
        return tl::unexpected(before.error());

    monitoring::AttachRequest request;
    request.modelId = what.champion;
    request.attachment = {.source = what.source, .target = what.target, .group = what.group};
    std::atomic<std::int64_t> scored = 0;
    std::atomic<std::int64_t> monitor = 0;
    std::atomic<bool> over = false;
    Status failed;
    std::jthread scoring([&](const std::stop_token& stop) {
        auto ended = monitoring::runAttachments(
            connection, folder, request,
            [&](const monitoring::AttachUpdate& update) {
                scored = update.scored;
                monitor = update.monitorId;
            },
            stop);
        if (!ended)
            failed = forward(ended);
        over = true;
    });
    // The attachment starts at the end of the topic, so wait until it knows that position before producing.
    const bool began = eventually([&] { return over || monitor != 0; });
    std::atomic<bool> enough = !began;
    Status produced;
    std::jthread producing([&] {
        while (!enough && produced) {
            produced = what.produce();
            std::this_thread::sleep_for(10ms);
        }
    });
    const auto scoredMore = [&](std::int64_t records) {
        const std::int64_t from = scored;
        return eventually([&] { return over || scored >= from + records; }) && !over;
    };

    HandOverOutcome outcome;
    Status asked;
    bool came = scoredMore(200);
    for (const bool back : {false, true}) {
        if (!came || !asked)
            break;
        monitoring::PromotionRequest wanted{monitor, what.challenger, "test", "because"};
        if (back)
            if (auto undo = monitoring::promotionBack(**workspace, monitor))
                wanted = *undo;
        auto promotion = monitoring::promote(connection, **workspace, wanted);
        if (promotion)
            promotion = monitoring::awaitPromotion(**workspace, promotion->id, kMost, {});
        if (!promotion) {
            asked = forward(promotion);
            break;
        }
        outcome.promotions.push_back(*promotion);
        came = scoredMore(200);
    }
    enough = true;
    producing.join();
    const auto after = connection.watermarks(what.source);
    std::int64_t all = 0;
    for (std::size_t i = 0; after && i < after->size(); ++i)
        all += (*after)[i].high.value - (*before)[i].high.value;
    if (asked && came)
        came = eventually([&] { return over || scored >= all; });
    scoring.request_stop();
    scoring.join();
    for (const Status& status : {produced, asked, failed})
        if (!status)
            return tl::unexpected(status.error());
    if (!after)
        return tl::unexpected(after.error());
    if (!came || outcome.promotions.size() != 2)
        return fail(ErrorCode::Stalled, "not all was scored in time", what.source.value);
    auto said = predictionsOn(connection, what.target);
    if (!said)
        return forward(said);
    judge(what, *before, *after, *said, outcome);
    return outcome;
}

} // namespace driftwood::test
