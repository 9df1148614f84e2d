#pragma once

#include "base/result.h"
#include "broker/connection.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace driftwood::broker::rdkafka {

/// Connection::edgeTimes(); librdkafka's own mock is a broker without a time index.
[[nodiscard]] Result<std::map<Connection::PartitionPlace, EdgeTimes>>
edgeTimesOf(const Client& client, const std::vector<Connection::PartitionPlace>& places,
            std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka
