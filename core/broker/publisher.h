#pragma once

#include "base/result.h"
#include "broker/connection.h"
#include "broker/raw_batch.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace driftwood::broker {

struct OutgoingRecord {
    std::optional<PartitionId> partition; ///< none: by the key's hash (murmur2, as Kafka's own clients)
    std::optional<std::string_view> key;
    std::optional<std::string_view> value; ///< none: a tombstone
    std::optional<TimestampMs> timestamp;  ///< none: now
    Headers headers;
    std::uint64_t tag = 0; ///< comes back with takeUndelivered()
};

/// What a record that was not delivered means for those behind it. The table is in client_errors.cpp.
enum class DeliveryFault : std::uint8_t {
    OfTheRecord, ///< the topic does not take this one, however often it is sent: too large, a time it refuses
    Passing,     ///< sent again, it may arrive
    Lasting,     ///< no record will arrive: not allowed, topic gone
};
struct Undelivered {
    std::uint64_t tag = 0;
    DeliveryFault fault = DeliveryFault::Passing;
    Error error;
};

/// An idempotent producer. publish() only queues (copying the bytes); flush() waits until the broker has
/// everything or says what failed. Refused on a read-only connection.
class Publisher {
  public:
    struct Options {
        std::string compression = "lz4";
        std::chrono::milliseconds linger{1};
        std::chrono::milliseconds messageTimeout{30000};
        /// Records that are not delivered are kept for takeUndelivered(), not told by publish() and flush().
        bool keepUndelivered = false;
    };
    [[nodiscard]] static Result<std::unique_ptr<Publisher>> open(const Connection& connection,
                                                                 TopicName topic, Options options);
    [[nodiscard]] static Result<std::unique_ptr<Publisher>> open(const Connection& connection,
                                                                 TopicName topic) {
        return open(connection, std::move(topic), Options{});
    }
    virtual ~Publisher() = default;

    /// Waits while the local queue is full. Thread: one at a time.
    [[nodiscard]] virtual Status publish(const OutgoingRecord& record) = 0;
    /// Ok only when every record published so far was acknowledged; the first failure otherwise.
    [[nodiscard]] virtual Status flush(std::chrono::milliseconds timeout) = 0;
    [[nodiscard]] virtual std::int64_t delivered() const = 0;
    /// Those that failed since the last call. After a flush() that is ok, all others have arrived. The broker
    /// refuses a batch as a whole, so that a fault of one record may be told of its neighbours too.
    [[nodiscard]] virtual std::vector<Undelivered> takeUndelivered() = 0;
};

} // namespace driftwood::broker
