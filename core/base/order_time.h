#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace driftwood {

/// Number of following records of a partition that are examined to judge one timestamp. A run of fewer than
/// half as many wrong timestamps does no harm.
inline constexpr std::size_t kOrderFollowers = 256;

/// The time, in milliseconds, by which a record is ordered among those of other partitions. It is the
/// record's own timestamp unless more than half of the records that follow it in its partition (at most
/// kOrderFollowers, in offset order) have earlier timestamps. Such a timestamp comes from a clock that is
/// ahead; the result is then the timestamp of the first follower that is not later than the followers'
/// median. So one record stamped far in the future keeps its place, and one late record moves no other.
/// Followers without a time (negative) are ignored. Where timestamps ascend, the result is the record's own.
[[nodiscard]] std::int64_t orderTime(std::int64_t stampMs, std::span<const std::int64_t> followersMs);

/// orderTime() of every record of one partition, given in offset order.
[[nodiscard]] std::vector<std::int64_t> orderTimes(std::span<const std::int64_t> stampsMs);

} // namespace driftwood
