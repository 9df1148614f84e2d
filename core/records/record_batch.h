#pragma once

#include "base/ids.h"
#include "records/column.h"

#include <memory>
#include <vector>

namespace driftwood::records {

/// Many records as columns: the decoded fields of `schema`, plus source, partition, offset, timestamp and key
/// of every row. All columns have the same number of rows.
class RecordBatch {
  public:
    /// `source`: that of the rows for which appendPosition() is called. Rows that are gathered from other
    /// batches keep theirs.
    explicit RecordBatch(std::shared_ptr<const Schema> schema, SourceIndex source = kFirstSource);

    [[nodiscard]] const Schema& schema() const { return *m_schema; }
    [[nodiscard]] const std::shared_ptr<const Schema>& sharedSchema() const { return m_schema; }
    [[nodiscard]] std::size_t rows() const { return m_offsets.size(); }
    [[nodiscard]] bool empty() const { return m_offsets.empty(); }

    [[nodiscard]] const Column& column(std::size_t index) const { return m_columns[index]; }
    [[nodiscard]] Column& column(std::size_t index) { return m_columns[index]; }
    /// The column at a path, or null when there is none.
    /// "@key" is a column; the other pseudo paths are not.
    [[nodiscard]] const Column* find(std::string_view path) const;

    [[nodiscard]] RowPosition position(std::size_t row) const {
        return {m_sources[row], PartitionId(m_partitions[row]), Offset(m_offsets[row])};
    }
    [[nodiscard]] std::span<const SourceIndex> sources() const { return m_sources; }
    [[nodiscard]] std::span<const std::int32_t> partitions() const { return m_partitions; }
    [[nodiscard]] std::span<const std::int64_t> offsets() const { return m_offsets; }
    [[nodiscard]] std::span<const std::int64_t> timestampsMs() const { return m_timestampsMs; }
    [[nodiscard]] const Column& keys() const { return m_keys; } ///< Text; a missing key is invalid

    /// The number at a path, including the pseudo paths @timestamp, @partition and @offset; NaN when missing
    /// or text. Looks up the path on each call: meant for single rows; use the columns for many.
    [[nodiscard]] double number(std::string_view path, std::size_t row) const;

    /// Appends a record's position; the caller then appends one value to each field column.
    void appendPosition(PartitionId partition, Offset offset, TimestampMs timestamp,
                        const std::string_view* key);
    /// Drops rows from the end of every column (columns may be one longer while a record is being decoded).
    void truncate(std::size_t rows);
    void clear() { truncate(0); }
    void reserve(std::size_t rows);
    /// Appends rows of `other` (same schema) in the given order.
    void gather(const RecordBatch& other, std::span<const std::uint32_t> rows);
    void append(const RecordBatch& other);
    /// Joins the parts (at least one, same schema); `order` numbers rows through all parts consecutively.
    /// Peak memory is that of the parts plus one column: each part column is freed once it is joined.
    [[nodiscard]] static RecordBatch join(std::vector<RecordBatch> parts,
                                          std::span<const std::uint32_t> order);
    /// Releases unused capacity.
    void shrink();
    /// Approximate size in memory, in bytes.
    [[nodiscard]] std::size_t memoryBytes() const;

  private:
    std::shared_ptr<const Schema> m_schema;
    std::vector<Column> m_columns;
    SourceIndex m_source; ///< of appended rows
    std::vector<SourceIndex> m_sources;
    std::vector<std::int32_t> m_partitions;
    std::vector<std::int64_t> m_offsets;
    std::vector<std::int64_t> m_timestampsMs;
    Column m_keys{FieldType::Text};
};

} // namespace driftwood::records
