#pragma once

#include "broker/range_reader.h"
#include "broker/rdkafka/fetch.h"

#include <array>

namespace driftwood::broker::rdkafka {

/// The RangeReader over a Client. Leaves the client without an assignment when it goes, so that one client
/// can serve several range readers one after the other.
class LogRangeReader final : public RangeReader {
  public:
    [[nodiscard]] static Result<std::unique_ptr<LogRangeReader>>
    open(std::shared_ptr<Client> client, const TopicRanges& ranges, const ReadOptions& options);
    LogRangeReader(std::shared_ptr<Client> client, const TopicRanges& ranges, const ReadOptions& options);
    ~LogRangeReader() override;

    [[nodiscard]] Result<RawBatch> next(const std::stop_token& stop) override;
    [[nodiscard]] bool finished() const override { return m_open == 0; }
    [[nodiscard]] TopicRanges remaining() const override;

  private:
    struct Progress {
        OffsetRange range;          ///< begin moves: the next offset wanted
        std::int64_t endOfLog = -1; ///< where the broker said the partition ends, when that is short of end
        bool open = false;
    };

    [[nodiscard]] Status assign();
    [[nodiscard]] Progress* progressOf(const rd_kafka_message_t& message);
    void takeRecord(rd_kafka_message_t* message, Progress* progress, BatchBuilder& batch);
    void takeEvent(const rd_kafka_message_t& message, Progress* progress);
    void close(Progress& progress);
    [[nodiscard]] Error stalled() const;

    std::shared_ptr<Client> m_client;
    std::string m_topic;
    ReadOptions m_options;
    std::vector<Progress> m_progress;            ///< as the ranges were given
    std::vector<std::int32_t> m_slotOfPartition; ///< index into m_progress by partition, -1: not ours
    std::size_t m_open = 0;
    std::optional<Error> m_error; ///< reported once the records before it are handed out; then for ever
    std::vector<rd_kafka_message_t*> m_room;
};

} // namespace driftwood::broker::rdkafka
