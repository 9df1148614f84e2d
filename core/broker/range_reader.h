#pragma once

#include "base/result.h"
#include "broker/group_observer.h"
#include "broker/ranges.h"
#include "broker/raw_batch.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <vector>

namespace driftwood::broker {

struct ReadOptions {
    Isolation isolation = Isolation::ReadCommitted;
    std::chrono::milliseconds stallBudget{
        30000}; ///< nothing new for this long: Stalled, naming what is missing
    bool interactive =
        false; ///< small fetches and queue: for looking at a few records rather than reading many
    /// The records of every partition wait in a queue of their own, for nextOf(); all queues together are
    /// about as large as the common one.
    bool apart = false;
    std::size_t maxBatch = 1024;
};

/// Reads every record with begin <= offset < end of each partition once, in offset order within a partition.
///
/// A partition is done when the reader's position reaches `end`: by a record at or past it, or by the
/// broker's report that the partition ends there. Compaction and transaction markers leave holes, which are
/// not waited for. A start that retention has deleted is RangeGone, never skipped; a deleted topic is
/// TopicGone; for a lost broker it waits up to the stall budget and continues when it is back. Not
/// thread-safe; use it from one thread.
class RangeReader {
  public:
    virtual ~RangeReader() = default;

    /// Waits for the next records. An empty batch says nothing; ask finished(). Cancelled when stop is
    /// requested. After an error the reader cannot be used; open a new one with remaining().
    [[nodiscard]] virtual Result<RawBatch> next(const std::stop_token& stop) = 0;
    /// With ReadOptions::apart, instead of next(): waits for the next records of one partition, however many
    /// of others are there. Empty when all of its range has been read.
    [[nodiscard]] virtual Result<RawBatch> nextOf(PartitionId partition, const std::stop_token& stop) = 0;
    [[nodiscard]] virtual bool finished() const = 0;
    /// The ranges still to be read; begin is where to resume each partition.
    [[nodiscard]] virtual TopicRanges remaining() const = 0;
};

/// Follows a topic from the given positions indefinitely and reports its lag. With a group, positions can be
/// committed under that name; partitions are assigned explicitly, not by group membership, so that other
/// consumers are not disturbed.
class TailReader {
  public:
    struct Start {
        std::vector<Position> positions; ///< one per partition to follow
        /// Partitions whose position means "the beginning": if retention moves it before anything was read,
        /// reading starts at what is left.
        std::vector<PartitionId> fromBeginning;
    };
    virtual ~TailReader() = default;

    /// The records that have arrived, waiting at most `wait`; an empty batch if there are none. A lost broker
    /// is not an error (see connected()); a deleted topic, an expired position and a refused log-in are.
    [[nodiscard]] virtual Result<RawBatch> next(const std::stop_token& stop,
                                                std::chrono::milliseconds wait) = 0;
    /// Pauses these partitions, replacing the previous set: their positions stay, and none of their records
    /// arrive until they are released.
    [[nodiscard]] virtual Status setHeld(const std::vector<PartitionId>& held) = 0;
    /// Offset ranges that retention deleted before they were read, since the last call, of partitions read
    /// from the beginning, including the few offsets after them that were skipped.
    [[nodiscard]] virtual std::vector<OffsetRange> takeLeftOut() = 0;
    /// Also follows these new partitions of the topic, from the beginning of the log.
    [[nodiscard]] virtual Status addPartitions(const std::vector<PartitionId>& partitions) = 0;
    /// False when no broker answers; detected within two seconds.
    [[nodiscard]] virtual bool connected() const = 0;
    /// Whether the log of a partition, according to the broker's last answer, ends before our position: the
    /// topic was recreated or lost records. Sends no request.
    [[nodiscard]] virtual bool endFellBehind() const = 0;
    /// Records between our position and the end of the log, summed over partitions; -1 while unknown.
    [[nodiscard]] virtual std::int64_t lag() const = 0;
    [[nodiscard]] virtual std::vector<Position>
    positions() const = 0; ///< next offset to be read, per partition
    static constexpr std::chrono::milliseconds kCommitWait{10'000};
    /// Commits "next offset to read" for the group and waits for the broker's answer. The commit's metadata
    /// says whether this reader continues. If there is no answer in time (Unreachable), or before a stop,
    /// repeating the same call continues to wait for it.
    [[nodiscard]] virtual Status commit(const std::vector<Position>& next,
                                        Presence presence = Presence::Working,
                                        std::chrono::milliseconds wait = kCommitWait,
                                        const std::stop_token& stop = {}) = 0;
};

} // namespace driftwood::broker
