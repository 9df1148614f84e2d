#pragma once

#include "broker/ranges.h"

namespace driftwood::broker {

// Ranges of one topic as sets of offsets: a partition may have several, in any order, also overlapping.

/// The same offsets as non-empty ranges that neither overlap nor touch, sorted by partition and begin.
[[nodiscard]] TopicRanges united(TopicRanges ranges);

/// The offsets of `ranges` that are not in `excluded` (of the same topic), in the form of united().
[[nodiscard]] TopicRanges without(const TopicRanges& ranges, const TopicRanges& excluded);

/// Whether ranges are sorted by partition and begin and share no offset.
[[nodiscard]] bool areDisjointInOrder(const TopicRanges& ranges);

/// Splits the ranges into parts with at most one range per partition, as a reader needs them: first the first
/// range of every partition, then the second of those that have one, and so on. Expects ordered ranges; those
/// of a partition keep their order.
[[nodiscard]] std::vector<TopicRanges> onePerPartition(const TopicRanges& ranges);

} // namespace driftwood::broker
