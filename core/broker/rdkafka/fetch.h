#pragma once

#include "broker/raw_batch.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace driftwood::broker::rdkafka {

/// The librdkafka messages behind a batch (message i is record i) and a reference to their handle, which must
/// outlive them.
struct Messages final : RawBatch::Owner {
    explicit Messages(std::shared_ptr<Client> owner)
        : client(std::move(owner)) {}
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;
    ~Messages() override;
    [[nodiscard]] Headers headers(std::size_t index) const override;
    [[nodiscard]] std::optional<std::string_view> header(std::size_t index, const char* name) const override;

    std::shared_ptr<Client> client;
    std::vector<rd_kafka_message_t*> messages;
};

/// Collects the records of one RawBatch.
class BatchBuilder {
  public:
    BatchBuilder(std::shared_ptr<Client> client, std::size_t capacity);
    /// Takes ownership of the message.
    void add(rd_kafka_message_t* message);
    [[nodiscard]] bool empty() const { return m_records.empty(); }
    [[nodiscard]] RawBatch finish() { return {std::move(m_messages), std::move(m_records)}; }

  private:
    std::unique_ptr<Messages> m_messages;
    std::vector<RawRecord> m_records;
};

/// Maximum delay until a reader notices a cancellation.
inline constexpr std::chrono::milliseconds kPoll{100};

/// Waits for the first message and takes all others that are there: a single call for a full batch would wait
/// until it is full or the time is up. The caller owns the messages, some of which may be errors.
[[nodiscard]] std::span<rd_kafka_message_t*> fetch(rd_kafka_queue_t* queue, std::chrono::milliseconds wait,
                                                   std::span<rd_kafka_message_t*> room);

/// Translates an error message of the reader's queue; nothing if librdkafka retries by itself. The end of a
/// partition is not an error; callers must have handled it before.
[[nodiscard]] std::optional<Error> readError(const Client& client, const std::string& topic,
                                             const rd_kafka_message_t& message);

/// Rewords a failure noted by a callback for a reader:
/// a topic that existed when the reader was opened is gone, not unknown.
[[nodiscard]] Error asReadError(Error error, const std::string& topic);

} // namespace driftwood::broker::rdkafka
