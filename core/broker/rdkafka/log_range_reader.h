#pragma once

#include "broker/range_reader.h"
#include "broker/rdkafka/fetch.h"

#include <array>

namespace driftwood::broker::rdkafka {

/// The RangeReader on a Client. Its destructor stops what the client fetches, so that one client can serve
/// several range readers one after the other.
class LogRangeReader final : public RangeReader {
  public:
    [[nodiscard]] static Result<std::unique_ptr<LogRangeReader>>
    open(std::shared_ptr<Client> client, const TopicRanges& ranges, const ReadOptions& options);
    LogRangeReader(std::shared_ptr<Client> client, const TopicRanges& ranges, const ReadOptions& options);
    ~LogRangeReader() override;

    [[nodiscard]] Result<RawBatch> next(const std::stop_token& stop) override;
    [[nodiscard]] Result<RawBatch> nextOf(PartitionId partition, const std::stop_token& stop) override;
    [[nodiscard]] bool finished() const override { return m_open == 0; }
    [[nodiscard]] TopicRanges remaining() const override;

  private:
    struct Progress {
        OffsetRange range;          ///< begin advances: the next offset to read
        std::int64_t endOfLog = -1; ///< the partition's reported end, if before the range's end
        bool open = false;
        QueuePtr queue{}; ///< with ReadOptions::apart
    };

    [[nodiscard]] Status startFetching();
    [[nodiscard]] Progress* progressOf(PartitionId partition);
    /// Reads from the queue of one partition, or from the common one if `only` is null.
    [[nodiscard]] Result<RawBatch> read(Progress* only, const std::stop_token& stop);
    /// Takes what is in the queue, waiting for the first message.
    void takeFrom(rd_kafka_queue_t* queue, std::chrono::milliseconds wait, BatchBuilder& batch);
    void takeRecord(rd_kafka_message_t* message, Progress* progress, BatchBuilder& batch);
    void takeEvent(const rd_kafka_message_t& message, Progress* progress);
    void close(Progress& progress);
    [[nodiscard]] Error stalled() const;

    std::shared_ptr<Client> m_client;
    std::string m_topic;
    ReadOptions m_options;
    std::vector<Progress> m_progress;            ///< in the order of the ranges
    std::vector<std::int32_t> m_slotOfPartition; ///< index into m_progress by partition, -1: not read
    std::size_t m_open = 0;
    std::optional<Error> m_error; ///< reported after the records that precede it, and from then on
    std::vector<rd_kafka_message_t*> m_room;
};

} // namespace driftwood::broker::rdkafka
