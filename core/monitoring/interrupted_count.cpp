#include "monitoring/interrupted_count.h"

#include "broker/connection.h"
#include "broker/range_reader.h"
#include "decoder/decoder.h"
#include "model/inputs.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

/// An attachment scores fewer records between two notes.
constexpr std::int64_t kMostUnnoted = 1'000'000;
constexpr std::chrono::milliseconds kStallBudget{5000};

Result<std::int64_t> countDecodable(broker::Connection& connection, broker::TopicRanges ranges,
                                    const std::shared_ptr<const model::TrainedModel>& model) {
    const decoder::DecoderSpec spec = model::scoringDecoder({model}, connection.profile().registry);
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    broker::ReadOptions options;
    options.stallBudget = kStallBudget;
    auto reader = connection.openRangeReader(std::move(ranges), options);
    if (!reader)
        return forward(reader);
    const auto schema = std::make_shared<const records::Schema>(spec.schema);
    std::int64_t count = 0;
    while (!(*reader)->finished()) {
        const auto raw = (*reader)->next({});
        if (!raw)
            return tl::unexpected(raw.error());
        records::RecordBatch rows(schema);
        std::vector<decoder::DecodeFailure> failures;
        (*decoder)->decode(*raw, rows, failures);
        count += static_cast<std::int64_t>(rows.rows());
    }
    return count;
}

} // namespace

std::int64_t scoredByInterrupted(broker::Connection& connection, const workspace::MonitorRow& monitor,
                                 const GroupPlace& place, const std::vector<Position>& start,
                                 const std::shared_ptr<const model::TrainedModel>& model) {
    if (place.scored < 0)
        return monitor.scored;
    broker::TopicRanges unnoted{TopicName(monitor.sourceTopic), {}};
    std::int64_t offsets = 0;
    for (const Position& noted : place.next) {
        const auto now = std::ranges::find(start, noted.partition, &Position::partition);
        if (now == start.end() || now->offset <= noted.offset)
            continue;
        unnoted.ranges.push_back({noted.partition, noted.offset, now->offset});
        offsets += unnoted.ranges.back().span();
    }
    if (offsets == 0 || offsets > kMostUnnoted)
        return place.scored;
    return place.scored + countDecodable(connection, std::move(unnoted), model).value_or(offsets);
}

} // namespace driftwood::monitoring
