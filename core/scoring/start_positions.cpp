#include "scoring/start_positions.h"

#include <algorithm>

namespace driftwood::scoring {
namespace {

// Takes over the offsets that `from` has for partitions of `positions`; NotFound for one it does not have.
Status overlay(std::vector<Position>& positions, const std::vector<Position>& from, const TopicName& topic) {
    for (const Position& given : from) {
        const auto found = std::find_if(positions.begin(), positions.end(), [&](const Position& position) {
            return position.partition == given.partition;
        });
        if (found == positions.end())
            return fail(ErrorCode::NotFound, "the topic has no such partition",
                        topic.value + ", partition " + std::to_string(given.partition.value));
        found->offset = given.offset;
    }
    return {};
}

} // namespace

Result<std::vector<Position>> startPositions(broker::Connection& connection, const AttachmentConfig& config) {
    const auto watermarks = connection.watermarks(config.source);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    std::vector<Position> positions;
    for (const broker::Watermarks& partition : *watermarks)
        positions.push_back(
            {partition.partition, config.startAt == StartAt::Earliest ? partition.low : partition.high});
    std::sort(positions.begin(), positions.end());
    if (config.startAt == StartAt::Committed && !config.group.empty()) {
        const auto committed = connection.committed(config.group, config.source);
        if (!committed)
            return tl::unexpected(committed.error());
        if (Status taken = overlay(positions, *committed, config.source); !taken)
            return forward(taken);
    }
    if (Status taken = overlay(positions, config.startPositions, config.source); !taken)
        return forward(taken);
    return positions;
}

} // namespace driftwood::scoring
