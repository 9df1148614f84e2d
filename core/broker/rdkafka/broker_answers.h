#pragma once

#include "base/result.h"

#include <librdkafka/rdkafka.h>

namespace driftwood::broker::rdkafka {

// librdkafka passes on what a broker answers, also what makes no sense: an answer that was damaged on its
// way, or comes from something that is no broker.

/// The code in a field that a broker's answer has filled. It may be any number; one that has no name is
/// Unknown.
[[nodiscard]] rd_kafka_resp_err_t codeIn(const rd_kafka_resp_err_t& field);

/// CorruptData where a topic's partitions are not numbered from 0. librdkafka reads beyond its own list when
/// it is asked for such a partition.
[[nodiscard]] Status checkPartitions(const rd_kafka_metadata_t& answer);

} // namespace driftwood::broker::rdkafka
