#pragma once

#include "broker/connection.h"
#include "broker/raw_batch.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::broker {

/// A request for a few records of a topic.
struct PeekRequest {
    enum class From : std::uint8_t { Newest, Oldest, Offset, Time };

    From from = From::Newest;
    Offset offset;                       ///< From::Offset: in each partition; clamped to the log
    TimestampMs time;                    ///< From::Time
    std::vector<PartitionId> partitions; ///< empty: all
    std::size_t limit = 500;             ///< records in total, or per partition
    bool limitPerPartition = false;
    std::size_t maxBytes = 32U << 20U; ///< of all keys and values read, even if left out
    std::chrono::milliseconds maxTime{15000};
    Isolation isolation = Isolation::ReadCommitted;
};

/// Why a look ended.
enum class PeekStop : std::uint8_t {
    Enough,   ///< found the requested number
    EndOfLog, ///< there are no more
    Budget,   ///< maxBytes or maxTime exceeded: there may be more
    Stopped,  ///< stopped by the token: there may be more
};

/// Records in the requested order, and the batches that own them.
class RawBatchList {
  public:
    struct Place {
        std::size_t batch;
        std::size_t index;
    };
    RawBatchList(std::vector<RawBatch> batches, std::vector<Place> order, PeekStop stop)
        : m_batches(std::move(batches))
        , m_order(std::move(order))
        , m_stop(stop) {}

    [[nodiscard]] std::size_t size() const { return m_order.size(); }
    [[nodiscard]] bool empty() const { return m_order.empty(); }
    [[nodiscard]] const RawRecord& operator[](std::size_t i) const {
        return m_batches[m_order[i].batch].records()[m_order[i].index];
    }
    [[nodiscard]] Headers headers(std::size_t i) const {
        return m_batches[m_order[i].batch].headers(m_order[i].index);
    }
    [[nodiscard]] PeekStop stop() const { return m_stop; }

  private:
    std::vector<RawBatch> m_batches;
    std::vector<Place> m_order;
    PeekStop m_stop;
};

/// The newest records of a topic, newest first, or records from a point on, oldest first; ordered across
/// partitions by timestamp, then partition, then offset. Ends by position, never by an empty poll. Blocks.
[[nodiscard]] Result<RawBatchList> peek(Connection& connection, const TopicName& topic,
                                        const PeekRequest& request, const std::stop_token& stop);

/// The end of each partition's log that waits behind an open transaction: offsets from the last stable one
/// on, which readers of committed records do not get. Partitions without one are omitted.
[[nodiscard]] Result<std::vector<OffsetRange>> heldBack(Connection& connection, const TopicName& topic);
/// "partition 0: 101 offsets (100 to 200) wait behind an open transaction and are not read".
[[nodiscard]] std::string heldBackText(const OffsetRange& range);

} // namespace driftwood::broker
