#pragma once

#include "broker/connection.h"
#include "broker/rdkafka/time_lookup.h"

#include <vector>

namespace driftwood::broker::rdkafka {

// A broker answers a time with the first record that reaches it, also where that one's clock was ahead and
// the records behind it are older. These look at the records that follow an answer and search behind it where
// they show that it is such a stray one. Answers are in the order of the marks.

/// The answers for one time.
[[nodiscard]] Result<std::vector<Position>> checkedAtTime(TimeLookup& lookup, const TopicName& topic,
                                                          TimestampMs time, std::vector<Position> answers,
                                                          const std::vector<Watermarks>& marks);

/// The answers for ascending times. Checked are those that several neighbouring times share, and the last
/// time's: a stray record stamped less than two steps ahead may move counts between neighbouring steps.
[[nodiscard]] Result<TimeTable> checkedTable(TimeLookup& lookup, const TopicName& topic,
                                             const std::vector<TimestampMs>& times,
                                             std::vector<std::vector<Position>> answers,
                                             const std::vector<Watermarks>& marks);

} // namespace driftwood::broker::rdkafka
