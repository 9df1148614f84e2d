#pragma once

#include "broker/ranges.h"

namespace driftwood::drift {

/// Extends the ranges to the smallest ones that also cover this range. Of several ranges of a partition the
/// last one is extended.
void cover(broker::TopicRanges& ranges, const broker::OffsetRange& range);

/// The same for one record. `apartFrom`: nobody watched what is before these positions, so that no range
/// covers it together with records from there on.
void cover(broker::TopicRanges& ranges, const Position& position,
           const std::vector<Position>& apartFrom = {});

/// Extends [from, to] to these times; -1 means no time.
void cover(TimestampMs& from, TimestampMs& to, TimestampMs earliest, TimestampMs latest);

} // namespace driftwood::drift
