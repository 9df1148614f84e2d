#pragma once

#include "broker/raw_batch.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace driftwood::broker {

/// The librdkafka messages behind a batch, message i being record i, and a reference to the handle they
/// belong to: it must outlive them.
struct RawBatch::Messages {
    explicit Messages(std::shared_ptr<rdkafka::Client> owner)
        : client(std::move(owner)) {}
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;
    ~Messages();

    std::shared_ptr<rdkafka::Client> client;
    std::vector<rd_kafka_message_t*> messages;
};

namespace rdkafka {

/// Collects the records of one RawBatch.
class BatchBuilder {
  public:
    BatchBuilder(std::shared_ptr<Client> client, std::size_t capacity);
    /// Takes the message over.
    void add(rd_kafka_message_t* message);
    [[nodiscard]] bool empty() const { return m_records.empty(); }
    [[nodiscard]] RawBatch finish() { return {std::move(m_messages), std::move(m_records)}; }

  private:
    std::unique_ptr<RawBatch::Messages> m_messages;
    std::vector<RawRecord> m_records;
};

/// Waits for the first message and takes what else is there: a single call for a full batch would wait until
/// the batch is full or the time is up. The messages, some of which may be errors, are the caller's.
[[nodiscard]] std::span<rd_kafka_message_t*> fetch(const Client& client, std::chrono::milliseconds wait,
                                                   std::span<rd_kafka_message_t*> room);

/// What an error message of the reader's queue means; nothing where librdkafka tries again by itself. The
/// end of a partition is not an error and must have been looked at before.
[[nodiscard]] std::optional<Error> readError(const Client& client, const std::string& topic,
                                             const rd_kafka_message_t& message);

/// A failure noted by a callback, in a reader's words: a topic that was there when the reader was opened is
/// gone rather than unknown.
[[nodiscard]] Error asReadError(Error error, const std::string& topic);

} // namespace rdkafka
} // namespace driftwood::broker
