#pragma once

#include "broker/connection.h"

#include <string>
#include <vector>

namespace driftwood::cli {

/// Where an attachment begins, as -o takes it: beginning, end, N or -N (the last N) of every partition,
/// s@TIME, or for each partition its own (0:120,1:beginning). One position per partition. InvalidArgument
/// where a partition is not named, named twice or not there, and where an offset is not in the log.
[[nodiscard]] Result<std::vector<Position>> parseStart(broker::Connection& connection, const TopicName& topic,
                                                       const std::string& text);

} // namespace driftwood::cli
