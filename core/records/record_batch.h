#pragma once

#include "base/ids.h"
#include "records/column.h"

#include <memory>
#include <vector>

namespace driftwood::records {

/// Many records as columns: the decoded fields of `schema`, and of every row where it lies in the log, when
/// it was written and its key. All columns have the same number of rows.
class RecordBatch {
  public:
    explicit RecordBatch(std::shared_ptr<const Schema> schema);

    [[nodiscard]] const Schema& schema() const { return *m_schema; }
    [[nodiscard]] const std::shared_ptr<const Schema>& sharedSchema() const { return m_schema; }
    [[nodiscard]] std::size_t rows() const { return m_offsets.size(); }
    [[nodiscard]] bool empty() const { return m_offsets.empty(); }

    [[nodiscard]] const Column& column(std::size_t index) const { return m_columns[index]; }
    [[nodiscard]] Column& column(std::size_t index) { return m_columns[index]; }
    /// The column at a path, "@key" included, the other pseudo paths (no columns) not; null when there is
    /// none.
    [[nodiscard]] const Column* find(std::string_view path) const;

    [[nodiscard]] Position position(std::size_t row) const {
        return {PartitionId(m_partitions[row]), Offset(m_offsets[row])};
    }
    [[nodiscard]] std::span<const std::int32_t> partitions() const { return m_partitions; }
    [[nodiscard]] std::span<const std::int64_t> offsets() const { return m_offsets; }
    [[nodiscard]] std::span<const std::int64_t> timestampsMs() const { return m_timestampsMs; }
    [[nodiscard]] const Column& keys() const { return m_keys; } ///< Text; a missing key is invalid

    /// The row's number at a path, pseudo paths included (@timestamp, @partition, @offset); NaN when missing
    /// or text. Slow (looks the path up): for single rows. Use the columns for many.
    [[nodiscard]] double number(std::string_view path, std::size_t row) const;

    /// Appends where a record lies; the caller then appends one value to every field column.
    void appendPosition(PartitionId partition, Offset offset, TimestampMs timestamp,
                        const std::string_view* key);
    /// Drops rows from the end, in every column (columns may be one longer while a record is being decoded).
    void truncate(std::size_t rows);
    void clear() { truncate(0); }
    void reserve(std::size_t rows);
    /// Rows of other (same schema) in the given order, appended.
    void gather(const RecordBatch& other, std::span<const std::uint32_t> rows);
    void append(const RecordBatch& other);
    /// The rows of all parts (at least one, same schema), counted on from part to part, in the given order.
    /// Takes the memory of the parts and of one column besides: each is freed once it is joined.
    [[nodiscard]] static RecordBatch join(std::vector<RecordBatch> parts,
                                          std::span<const std::uint32_t> order);
    /// Gives back room for rows that did not come.
    void shrink();
    /// Rough size in memory.
    [[nodiscard]] std::size_t memoryBytes() const;

  private:
    std::shared_ptr<const Schema> m_schema;
    std::vector<Column> m_columns;
    std::vector<std::int32_t> m_partitions;
    std::vector<std::int64_t> m_offsets;
    std::vector<std::int64_t> m_timestampsMs;
    Column m_keys{FieldType::Text};
};

} // namespace driftwood::records
