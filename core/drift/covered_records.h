#pragma once

#include "broker/ranges.h"

namespace driftwood::drift {

/// Extends the ranges to the smallest ones that also cover this range.
void cover(broker::TopicRanges& ranges, const broker::OffsetRange& range);

/// The same for one record.
void cover(broker::TopicRanges& ranges, const Position& position);

/// Extends [from, to] to these times; -1 means no time.
void cover(TimestampMs& from, TimestampMs& to, TimestampMs earliest, TimestampMs latest);

} // namespace driftwood::drift
