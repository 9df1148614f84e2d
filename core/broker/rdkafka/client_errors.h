#pragma once

#include "base/error.h"
#include "broker/publisher.h"

#include <librdkafka/rdkafka.h>
#include <string>
#include <string_view>

namespace driftwood::broker::rdkafka {

/// Translates a librdkafka error into one that the user can act on. `text` is librdkafka's text and may be
/// empty; a broker's address at its start moves to `where` if that is empty.
[[nodiscard]] Error clientError(rd_kafka_resp_err_t code, std::string_view text, std::string where);

/// Whether the log-in or certificate was refused: retrying would only load the broker.
[[nodiscard]] bool isRefusal(rd_kafka_resp_err_t code, std::string_view text);

/// Why a record was not delivered: because of itself, temporarily, or permanently.
[[nodiscard]] DeliveryFault deliveryFault(rd_kafka_resp_err_t code);

/// Whether the topic or partition does not exist (any more).
[[nodiscard]] bool isTopicMissing(rd_kafka_resp_err_t code);

/// "topic/partition @ offset", the form of Error::where for a place in the log.
[[nodiscard]] std::string place(std::string_view topic, std::int32_t partition);
[[nodiscard]] std::string place(std::string_view topic, std::int32_t partition, std::int64_t offset);

} // namespace driftwood::broker::rdkafka
