#pragma once

#include "broker/connection.h"
#include "model/trained_model.h"
#include "monitoring/group_memory.h"

namespace driftwood::monitoring {

/// Number of records that an interrupted monitor had scored. Its row and place are noted every second, its
/// positions are committed more often: the records between, up to `start`, where its group stands now, are
/// read again and counted. Where the log no longer has them, offsets are counted instead. A group that stands
/// very far ahead was moved there, and nothing is added. Blocks.
[[nodiscard]] std::int64_t scoredByInterrupted(broker::Connection& connection,
                                               const workspace::MonitorRow& monitor, const GroupPlace& place,
                                               const std::vector<Position>& start,
                                               const std::shared_ptr<const model::TrainedModel>& model);

} // namespace driftwood::monitoring
