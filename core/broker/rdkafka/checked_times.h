#pragma once

#include "broker/connection.h"
#include "broker/rdkafka/time_lookup.h"

#include <vector>

namespace driftwood::broker::rdkafka {

// A broker answers a time with the first record that reaches it, even if that record's clock was ahead and
// the records behind it are older. These functions read the records behind an answer and search further if it
// turns out to be such a stray record. Answers are in the order of the marks.

/// Checks the answers for one time.
[[nodiscard]] Result<std::vector<Position>> checkedAtTime(TimeLookup& lookup, const TopicName& topic,
                                                          TimestampMs time, std::vector<Position> answers,
                                                          const std::vector<Watermarks>& marks);

/// Checks the answers for ascending times. Only those that neighbouring times share and the last one are
/// checked: a stray record less than two steps ahead may shift counts between neighbouring steps.
[[nodiscard]] Result<TimeTable> checkedTable(TimeLookup& lookup, const TopicName& topic,
                                             const std::vector<TimestampMs>& times,
                                             std::vector<std::vector<Position>> answers,
                                             const std::vector<Watermarks>& marks);

} // namespace driftwood::broker::rdkafka
