#pragma once

#include "broker/ranges.h"

namespace driftwood::broker {

// Ranges of one topic as sets of offsets: several may lie in one partition, in any order, also overlapping.

/// The same offsets as ranges that neither overlap nor touch, sorted by partition and begin; none is empty.
[[nodiscard]] TopicRanges united(TopicRanges ranges);

/// What `ranges` hold and `excluded` (of the same topic) do not, in the form of united().
[[nodiscard]] TopicRanges without(const TopicRanges& ranges, const TopicRanges& excluded);

/// Whether ranges are sorted by partition and begin and share no offset.
[[nodiscard]] bool areDisjointInOrder(const TopicRanges& ranges);

/// The ranges dealt out so that each part has at most one of a partition, as a reader needs them: the first
/// of every partition, then the second of those that have one, and so on. Of ranges in order; those of a
/// partition stay so.
[[nodiscard]] std::vector<TopicRanges> onePerPartition(const TopicRanges& ranges);

} // namespace driftwood::broker
