#pragma once

#include "base/error.h"
#include "broker/publisher.h"

#include <librdkafka/rdkafka.h>
#include <string>
#include <string_view>

namespace driftwood::broker::rdkafka {

/// What librdkafka reported, as an error a person can act on. `text` is its own wording and may be empty; a
/// broker's address in front of it moves to `where` when that is empty.
[[nodiscard]] Error clientError(rd_kafka_resp_err_t code, std::string_view text, std::string where);

/// The log-in or the certificate was refused: trying again would only hammer the broker.
[[nodiscard]] bool isRefusal(rd_kafka_resp_err_t code, std::string_view text);

/// Why a record was not delivered: its own fault, one that passes, or one that stays.
[[nodiscard]] DeliveryFault deliveryFault(rd_kafka_resp_err_t code);

/// The topic or partition is not there (any more).
[[nodiscard]] bool isTopicMissing(rd_kafka_resp_err_t code);

/// "topic/partition @ offset", the form of Error::where for a place in the log.
[[nodiscard]] std::string place(std::string_view topic, std::int32_t partition);
[[nodiscard]] std::string place(std::string_view topic, std::int32_t partition, std::int64_t offset);

} // namespace driftwood::broker::rdkafka
