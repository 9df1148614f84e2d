#pragma once

#include "broker/connection.h"
#include "model/trained_model.h"
#include "monitoring/group_memory.h"

namespace driftwood::monitoring {

/// The number of records that an interrupted monitor had scored. Its row and place are stored every second,
/// but its positions are committed more often. The records between its stored place and `start`, the group's
/// current position, are read again and counted; if the log no longer has them, offsets are counted. If the
/// group is very far ahead it was moved there, and nothing is added. Blocks.
[[nodiscard]] std::int64_t scoredByInterrupted(broker::Connection& connection,
                                               const workspace::MonitorRow& monitor, const GroupPlace& place,
                                               const std::vector<Position>& start,
                                               const std::shared_ptr<const model::TrainedModel>& model);

} // namespace driftwood::monitoring
