#pragma once

#include "broker/ranges.h"

namespace driftwood::drift {

/// Widens the ranges to the smallest that also cover this one.
void cover(broker::TopicRanges& ranges, const broker::OffsetRange& range);

/// Widens [from, to] to these times; -1 is no time.
void cover(TimestampMs& from, TimestampMs& to, TimestampMs earliest, TimestampMs latest);

} // namespace driftwood::drift
