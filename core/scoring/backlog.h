#pragma once

#include "broker/ranges.h"
#include "dataset/row_merge.h"
#include "decoder/decoder.h"
#include "records/record_batch.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace driftwood::scoring {

/// The records that were in the log when an attachment began, put into the order in which a replay has them
/// (dataset::RowMerge), so that what is judged by windows over them comes out the same. They arrive
/// partition by partition, in chunks; a row goes out once no partition can still bring an earlier one, for
/// which kOrderFollowers rows that follow each partition's first must have been read. Rows behind the backlog
/// wait until it is over. Records that could not be decoded have no place in the order; they go out right
/// behind the row before them in their partition. So many of them can follow one row that a partition is full
/// (isFull()); that row is then ordered by those of its followers that are known. Not thread-safe.
class Backlog {
  public:
    /// `ranges`: per partition where reading begins and the log's end at that moment.
    Backlog(const std::vector<broker::OffsetRange>& ranges, std::shared_ptr<const records::Schema> schema);

    /// Adds records that were read, and the reader's positions after them.
    void add(const records::RecordBatch& rows, std::vector<decoder::DecodeFailure> failures,
             const std::vector<Position>& readTo);
    /// The next records, at most `limit`, as far as they are certain: rows, and appended to `failures` those
    /// that are none.
    [[nodiscard]] records::RecordBatch take(std::size_t limit, std::vector<decoder::DecodeFailure>& failures);

    /// All of it was read and taken, and nothing that came behind it is waiting.
    [[nodiscard]] bool finished() const { return m_over && waiting() == 0; }
    [[nodiscard]] std::int64_t waiting() const;
    /// Partitions that need not be read for now: enough of theirs waits, or all of their backlog is read.
    [[nodiscard]] std::vector<PartitionId> held() const;
    /// Next offset of each partition that was not taken yet.
    [[nodiscard]] std::vector<Position> next() const;

  private:
    struct Partition {
        PartitionId id;
        Offset end;                                    ///< of the backlog
        Offset readTo;                                 ///< what comes from the reader begins here
        std::deque<std::uint32_t> waiting;             ///< rows of m_rows
        std::deque<decoder::DecodeFailure> failures{}; ///< waiting too
        std::int64_t taken = 0;                        ///< rows that went out
    };
    /// Whether as much of the partition waits as memory allows; no more of it is read then.
    [[nodiscard]] bool isFull(const Partition& partition) const {
        return partition.waiting.size() + partition.failures.size() >= m_mostWaiting;
    }
    /// The partition whose first row goes next; null when that is not known yet, or there is none.
    [[nodiscard]] Partition* nextPartition();
    /// The same once the backlog is over: rows go out as they come.
    [[nodiscard]] Partition* nextBehind();
    /// The failures that come before the partition's first waiting row, at most `most`.
    void passFailures(Partition& partition, std::size_t most, std::vector<decoder::DecodeFailure>& to) const;
    [[nodiscard]] std::size_t rowsWaiting() const;
    void dropTaken();

    std::vector<Partition> m_partitions; ///< sorted by id
    dataset::RowMerge m_merge;           ///< the backlog's rows; partitions as in m_partitions
    records::RecordBatch m_rows;         ///< waiting rows, and some that were taken
    std::size_t m_mostWaiting;           ///< of one partition: rows and failures
    bool m_over = false;                 ///< the backlog itself is taken
};

} // namespace driftwood::scoring
