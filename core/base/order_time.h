#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace driftwood {

/// Records of a partition looked at to judge one time stamp. Fewer than half as many in a row with a wrong
/// clock do no harm.
inline constexpr std::size_t kOrderFollowers = 256;

/// The time, in milliseconds, at which a record has its place among those of other partitions: its own stamp,
/// unless more than half of the records that follow it in its partition (at most kOrderFollowers of them, in
/// offset order) are stamped earlier. Such a stamp comes from a clock that is ahead; the place is then that
/// of the first follower stamped no later than the median of them. A single record far in the future is
/// thereby put where it lies, and a single late one moves no other. Followers without a time (negative) do
/// not count. Where times ascend it is the record's own stamp.
[[nodiscard]] std::int64_t orderTime(std::int64_t stampMs, std::span<const std::int64_t> followersMs);

/// orderTime of every record of one partition, given in offset order.
[[nodiscard]] std::vector<std::int64_t> orderTimes(std::span<const std::int64_t> stampsMs);

} // namespace driftwood
