#pragma once

#include "base/read_ahead.h"
#include "dataset/log_rows.h"
#include "dataset/reading_progress.h"
#include "dataset/row_source.h"
#include "dataset/stream_dataset.h"

namespace driftwood::dataset {

/// Rows streamed from the log, read and decoded on a thread of its own a few batches ahead.
class StreamedRows final : public RowSource {
  public:
    /// Everything that is passed must outlive this. `parts`: as in RowSource.
    [[nodiscard]] static Result<std::unique_ptr<StreamedRows>>
    open(const broker::Connection& connection, const Manifest& plan, const StreamOptions& options,
         std::optional<RowParts> parts, const ProgressSink& progress);

    [[nodiscard]] const std::shared_ptr<const records::Schema>& schema() const override { return m_schema; }
    [[nodiscard]] Result<records::RecordBatch> next(std::size_t most, const std::stop_token& stop) override;
    [[nodiscard]] Status rewind() override;
    [[nodiscard]] std::optional<RowParts> parts() const override { return m_parts; }

    /// Reads what is left, for the digests, and tells what was read.
    [[nodiscard]] Result<LoadedDataset> finish(const std::stop_token& stop);

  private:
    StreamedRows(const broker::Connection& connection, const Manifest& plan, const StreamOptions& options,
                 std::optional<RowParts> parts, const ProgressSink& progress)
        : m_connection(connection)
        , m_plan(plan)
        , m_options(options)
        , m_parts(parts)
        , m_sink(progress) {}
    [[nodiscard]] Status begin();
    /// Fills m_batch, or finds that nothing is left.
    [[nodiscard]] Status fetch(const std::stop_token& stop);
    [[nodiscard]] Status endPass();

    const broker::Connection& m_connection;
    const Manifest& m_plan;
    const StreamOptions& m_options;
    std::optional<RowParts> m_parts;
    const ProgressSink& m_sink;
    std::shared_ptr<const records::Schema> m_schema;
    std::optional<ReadingProgress> m_progress;
    std::optional<records::RecordBatch> m_batch;
    std::size_t m_used = 0;              ///< rows of m_batch
    std::optional<LoadedDataset> m_read; ///< once all was read
    std::unique_ptr<LogRows> m_rows;
    std::optional<ReadAhead<records::RecordBatch>> m_ahead; ///< last: its thread uses m_rows
};

} // namespace driftwood::dataset
