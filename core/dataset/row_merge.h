#pragma once

#include "dataset/manifest.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <queue>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// The rules of manifest.h by which rows of several partitions are merged, a row at a time: for rows in
/// memory, rows streamed from the log, and the records that a live topic already holds. Every partition is a
/// queue in offset order, and the rule picks one of the queues' heads, so the order within a partition never
/// changes.
///
/// kOrderRule picks the head with the smallest (orderTime, rows of its partition already taken, partition).
/// orderTime (base/order_time.h) is the row's timestamp unless most of the rows that follow it in its
/// partition are earlier, so a timestamp from the future, or a late one, does not move other rows. Rows with
/// equal times, or without any, alternate between partitions.
///
/// kHeadTimestampOrder picks the head with the smallest (timestamp, partition, offset). A timestamp from the
/// future delays the rest of its partition.
///
/// A row is taken once it is certain: every partition that has not ended has a head whose time is known, for
/// which kOrderRule needs the kOrderFollowers rows behind it.
class RowMerge {
  public:
    /// Partitions are given as indexes below `partitions`, ordered by source, then number.
    explicit RowMerge(std::size_t partitions, std::string_view rule = kOrderRule);

    /// The next row of a partition.
    void add(std::size_t partition, std::int64_t timestampMs);
    /// The partition has no further row.
    void end(std::size_t partition);
    /// The partition's head goes by those of its followers that are there, though there may be more.
    void settle(std::size_t partition);

    /// Takes the next row, which is the head of the partition returned. Nothing when none is certain, or none
    /// left.
    [[nodiscard]] std::optional<std::size_t> take();
    /// Partitions that must be added to, or ended, before a row is certain; none after the last row.
    [[nodiscard]] const std::vector<std::size_t>& undecided();
    /// Rows that were added and not taken.
    [[nodiscard]] std::size_t waiting(std::size_t partition) const {
        return m_queues[partition].stamps.size() - m_queues[partition].head;
    }

  private:
    struct Queue {
        std::vector<std::int64_t> stamps; ///< of the rows from `head` on; those before were taken
        std::size_t head = 0;
        std::int64_t taken = 0;
        bool ended = false;
    };
    struct Head {
        std::int64_t time;
        std::int64_t taken;
        std::size_t partition;
        auto operator<=>(const Head&) const = default;
    };

    void decide(std::size_t partition);
    void decideAll();
    [[nodiscard]] bool isCertain(const Queue& queue) const;

    bool m_byFollowers; ///< kOrderRule; one partition alone needs no rule
    bool m_inTurn;
    std::vector<Queue> m_queues;
    std::priority_queue<Head, std::vector<Head>, std::greater<>> m_heads; ///< of the decided partitions
    std::vector<std::size_t> m_undecided; ///< the others, except those that have ended
};

} // namespace driftwood::dataset
