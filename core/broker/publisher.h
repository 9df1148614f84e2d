#pragma once

#include "base/result.h"
#include "broker/raw_batch.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::broker {

struct OutgoingRecord {
    std::optional<PartitionId> partition; ///< none: by the key's hash (murmur2, like Kafka's own clients)
    std::optional<std::string_view> key;
    std::optional<std::string_view> value; ///< none: a tombstone
    std::optional<TimestampMs> timestamp;  ///< none: now
    Headers headers;
    std::uint64_t tag = 0; ///< returned by takeUndelivered()
};

/// The meaning of a failed delivery for later records. The table is in client_errors.cpp.
enum class DeliveryFault : std::uint8_t {
    OfTheRecord, ///< the topic never accepts this record: too large, a refused timestamp
    Passing,     ///< it may arrive if sent again
    Lasting,     ///< no record will arrive: not allowed, topic deleted
};
struct Undelivered {
    std::uint64_t tag = 0;
    DeliveryFault fault = DeliveryFault::Passing;
    Error error;
};

struct PublishOptions {
    std::string compression = "lz4";
    std::chrono::milliseconds linger{1};
    std::chrono::milliseconds messageTimeout{30000};
    /// Undelivered records go to takeUndelivered() and are not reported by publish() and flush().
    bool keepUndelivered = false;
};

/// An idempotent producer, made by a connection. publish() copies the bytes to a queue; flush() waits until
/// the broker has everything or reports the failure.
class Publisher {
  public:
    virtual ~Publisher() = default;

    /// Waits while the local queue is full. Not to be called from two threads at once.
    [[nodiscard]] virtual Status publish(const OutgoingRecord& record) = 0;
    /// Ok only when every record published so far was acknowledged; otherwise the first failure.
    [[nodiscard]] virtual Status flush(std::chrono::milliseconds timeout) = 0;
    [[nodiscard]] virtual std::int64_t delivered() const = 0;
    /// The records that failed since the last call. After a successful flush() all others have arrived. The
    /// broker refuses a batch as a whole, so a record's fault may also be reported for its neighbours.
    [[nodiscard]] virtual std::vector<Undelivered> takeUndelivered() = 0;
};

} // namespace driftwood::broker
