#pragma once

#include "broker/connection.h"
#include "broker/range_reader.h"
#include "dataset/partition_tally.h"
#include "dataset/row_decoder.h"
#include "dataset/row_merge.h"

#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace driftwood::dataset {

/// Reads ranges from the log once and gives their rows in the manifest's order. Each partition is read just
/// as far as the order needs: the rows that wait are a few thousand a partition.
class LogRows {
  public:
    /// The connection must outlive this.
    [[nodiscard]] static Result<std::unique_ptr<LogRows>>
    open(const broker::Connection& connection, const Manifest& plan, const std::vector<std::string>& fields);

    [[nodiscard]] const std::shared_ptr<const records::Schema>& schema() const { return m_decoder.schema(); }
    /// The next rows: `most` of them, fewer at the end, none after the last.
    [[nodiscard]] Result<records::RecordBatch> next(std::size_t most, const std::stop_token& stop);
    /// After the last row: fills in what was read and counted.
    void finish(LoadedDataset& into);

  private:
    /// The ranges of one partition, which are read one after the other.
    struct Partition {
        PartitionId id;
        std::deque<broker::OffsetRange> ranges;      ///< the first is being read
        std::shared_ptr<broker::RangeReader> reader; ///< of the first range
        std::deque<std::uint32_t> waiting{};         ///< rows of m_rows
    };

    LogRows(const broker::Connection& connection, const Manifest& plan, RowDecoder decoder);
    [[nodiscard]] Status openFirst();
    [[nodiscard]] Status openNext(Partition& partition);
    /// Reads on in a partition, or notes that it has ended.
    [[nodiscard]] Status readOn(std::size_t index, const std::stop_token& stop);
    void dropTaken();

    const broker::Connection& m_connection;
    TopicName m_topic;
    broker::ReadOptions m_options;
    RowDecoder m_decoder;
    PartitionTallies m_tallies;
    std::vector<Partition> m_partitions; ///< by number
    RowMerge m_merge;
    records::RecordBatch m_rows; ///< rows that wait, and some that were taken
    std::size_t m_taken = 0;     ///< of m_rows
    FieldNotesTally m_notes;
};

} // namespace driftwood::dataset
