#pragma once

#include "base/result.h"
#include "broker/connection.h"
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
    std::size_t maxBatch = 1024;
};

/// Reads every record with begin <= offset < end of each partition, once, in offset order within a partition.
///
/// A partition is done when the reader's position reaches `end`: by a record at or past it, or by the
/// broker's word that the partition ends there. Compaction and transaction markers leave holes and are not
/// waited for. A start that retention has eaten is RangeGone, never a jump; a deleted topic is TopicGone; a
/// broker that goes away is waited for up to the stall budget and used again when it is back. Not
/// thread-safe; one thread reads.
class RangeReader {
  public:
    /// At most one range of a partition; see onePerPartition().
    [[nodiscard]] static Result<std::unique_ptr<RangeReader>>
    open(const Connection& connection, TopicRanges ranges, ReadOptions options = {});
    virtual ~RangeReader() = default;

    /// The next records, waiting for them. An empty batch means finished() — or nothing. Cancelled when stop
    /// is requested. After an error the reader is spent; open a new one with remaining().
    [[nodiscard]] virtual Result<RawBatch> next(const std::stop_token& stop) = 0;
    [[nodiscard]] virtual bool finished() const = 0;
    /// What is still to be read: begin is the resume point of every partition.
    [[nodiscard]] virtual TopicRanges remaining() const = 0;
};

/// Follows a topic from the given positions for ever. Tracks how far it is behind. With a group, positions
/// can be committed under that name; the partitions are assigned, not shared out, so that nothing else is
/// disturbed.
class TailReader {
  public:
    struct Start {
        std::vector<Position> positions; ///< one per partition to follow
        /// Partitions whose position means "the beginning": where retention moves that before anything was
        /// read, reading begins at what is left.
        std::vector<PartitionId> fromBeginning;
    };
    /// group may be empty: then commit() is an error.
    [[nodiscard]] static Result<std::unique_ptr<TailReader>>
    open(const Connection& connection, const TopicName& topic, Start start, const std::string& group,
         Isolation isolation = Isolation::ReadCommitted);
    virtual ~TailReader() = default;

    /// Whatever has arrived, waiting at most `wait`; an empty batch when nothing did. A broker that is away
    /// is not an error (see connected()); a deleted topic, an expired position or a refused log-in is.
    [[nodiscard]] virtual Result<RawBatch> next(const std::stop_token& stop,
                                                std::chrono::milliseconds wait) = 0;
    /// Partitions not to be read for now, replacing those held before: their positions stay, and nothing of
    /// theirs arrives until they are released.
    [[nodiscard]] virtual Status setHeld(const std::vector<PartitionId>& held) = 0;
    /// Offsets of partitions read from the beginning that retention took, since the last call, before they
    /// were read, with the little behind them that would have been next.
    [[nodiscard]] virtual std::vector<OffsetRange> takeLeftOut() = 0;
    /// Follows these as well, from the beginning of the log: partitions that the topic did not have before.
    [[nodiscard]] virtual Status addPartitions(const std::vector<PartitionId>& partitions) = 0;
    /// False when no broker answers: it is known within two seconds.
    [[nodiscard]] virtual bool connected() const = 0;
    /// Records between our position and the end of the log, summed over partitions; -1 until known.
    [[nodiscard]] virtual std::int64_t lag() const = 0;
    [[nodiscard]] virtual std::vector<Position>
    positions() const = 0; ///< next offset to be read, per partition
    static constexpr std::chrono::milliseconds kCommitWait{10'000};
    /// Commits "next offset to read" for the group, waiting for the broker's answer. What is committed says
    /// whether we go on. Where the answer has not come in time (Unreachable), or before a stop was requested,
    /// the same call again goes on waiting for it.
    [[nodiscard]] virtual Status commit(const std::vector<Position>& next,
                                        Presence presence = Presence::Working,
                                        std::chrono::milliseconds wait = kCommitWait,
                                        const std::stop_token& stop = {}) = 0;
};

} // namespace driftwood::broker
