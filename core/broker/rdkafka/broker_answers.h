#pragma once

#include "base/result.h"

#include <librdkafka/rdkafka.h>

namespace driftwood::broker::rdkafka {

// librdkafka also passes on invalid answers: damaged ones, or those of a server that is not a broker.

/// The error code in a field filled from a broker's answer.
/// It may be any number; one without a name becomes Unknown.
[[nodiscard]] rd_kafka_resp_err_t codeIn(const rd_kafka_resp_err_t& field);

/// CorruptData if a topic's partitions are not numbered consecutively from 0; librdkafka reads out of bounds
/// when it is asked for such a partition.
[[nodiscard]] Status checkPartitions(const rd_kafka_metadata_t& answer);

} // namespace driftwood::broker::rdkafka
