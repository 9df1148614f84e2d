#pragma once

#include "broker/connection.h"
#include "browsing/record_scan.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace driftwood::browsing {

/// A point in a topic at which a look begins or ends.
struct ReadPoint {
    enum class Kind : std::uint8_t { Newest, Oldest, Offset, Time };
    Kind kind = Kind::Newest;
    driftwood::Offset offset; ///< Kind::Offset: in each partition
    TimestampMs time;         ///< Kind::Time

    [[nodiscard]] static ReadPoint newest() { return {}; }
    [[nodiscard]] static ReadPoint oldest() { return {Kind::Oldest, {}, {}}; }
    [[nodiscard]] static ReadPoint at(driftwood::Offset offset) { return {Kind::Offset, offset, {}}; }
    [[nodiscard]] static ReadPoint at(TimestampMs time) { return {Kind::Time, {}, time}; }
    bool operator==(const ReadPoint&) const = default;
};

/// The records that the user wants to see: read backwards from the newest one, otherwise forwards.
struct ReadRequest {
    TopicName topic;
    ReadPoint from;
    std::optional<ReadPoint> until;      ///< an offset or a time; nothing: up to the end of the log
    std::vector<PartitionId> partitions; ///< empty: all
    Decodings decoding;
    std::optional<RecordReading::Spec> spec; ///< already known, from an earlier look at the topic
    dataset::Filter filter;
    ScanBudget budget;

    [[nodiscard]] bool newestFirst() const { return from.kind == ReadPoint::Kind::Newest; }
};

/// Resolves the request to ranges, frozen at this moment. Blocks.
[[nodiscard]] Result<broker::TopicRanges> rangesOf(broker::Connection& connection,
                                                   const ReadRequest& request);

} // namespace driftwood::browsing
