#pragma once

#include "base/result.h"
#include "records/record_batch.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace driftwood::dataset {

/// Where the parts of a data set lie in its rows.
struct RowParts {
    std::int64_t trainRows = 0;       ///< rows [0, trainRows) are for training, the gap follows,
    std::int64_t validationBegin = 0; ///< rows [validationBegin, rows) are for validation
    std::int64_t rows = 0;
};

/// A data set's rows in the manifest's order, a batch at a time and as often as wanted: rows in memory, or
/// rows streamed from the log, of which only a few are in memory at once. Not thread-safe.
class RowSource {
  public:
    virtual ~RowSource() = default;
    /// The schema of the batches: only the fields that were asked for.
    [[nodiscard]] virtual const std::shared_ptr<const records::Schema>& schema() const = 0;
    /// The next rows: `most` of them, fewer at the end, none after the last.
    [[nodiscard]] virtual Result<records::RecordBatch> next(std::size_t most,
                                                            const std::stop_token& stop) = 0;
    /// Begins again at the first row.
    [[nodiscard]] virtual Status rewind() = 0;
    /// Nothing where only reading tells, as for new ranges.
    [[nodiscard]] virtual std::optional<RowParts> parts() const = 0;
};

/// Rows that are in memory already; they must outlive the source.
class MemoryRows final : public RowSource {
  public:
    MemoryRows(const records::RecordBatch& rows, std::int64_t trainRows, std::int64_t validationBegin)
        : m_rows(rows)
        , m_parts{trainRows, validationBegin, static_cast<std::int64_t>(rows.rows())} {}
    [[nodiscard]] const std::shared_ptr<const records::Schema>& schema() const override {
        return m_rows.sharedSchema();
    }
    [[nodiscard]] Result<records::RecordBatch> next(std::size_t most, const std::stop_token& stop) override;
    [[nodiscard]] Status rewind() override;
    [[nodiscard]] std::optional<RowParts> parts() const override { return m_parts; }

  private:
    const records::RecordBatch& m_rows;
    RowParts m_parts;
    std::size_t m_next = 0;
};

} // namespace driftwood::dataset
