#pragma once

#include "broker/connection.h"

#include <string>
#include <vector>

namespace driftwood::cli {

/// The start of an attachment as -o takes it: beginning, end, N or -N (the last N) of every partition,
/// s@TIME, or one value for each partition (0:120,1:beginning). Returns one position per partition.
/// InvalidArgument if a partition is missing, named twice or does not exist, or if an offset is not in the
/// log.
[[nodiscard]] Result<std::vector<Position>> parseStart(broker::Connection& connection, const TopicName& topic,
                                                       const std::string& text);

} // namespace driftwood::cli
