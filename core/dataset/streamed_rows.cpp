#include "dataset/streamed_rows.h"

#include <algorithm>
#include <numeric>

namespace driftwood::dataset {
namespace {

constexpr std::size_t kBatchRows = 4096;
constexpr std::size_t kBatchesAhead = 4;

} // namespace

Result<std::unique_ptr<StreamedRows>> StreamedRows::open(const broker::Connection& connection,
                                                         const Manifest& plan, const StreamOptions& options,
                                                         std::optional<RowParts> parts,
                                                         const ProgressSink& progress) {
    std::unique_ptr<StreamedRows> rows(new StreamedRows(connection, plan, options, parts, progress));
    if (Status begun = rows->begin(); !begun)
        return forward(begun);
    return rows;
}

Status StreamedRows::begin() {
    m_ahead.reset(); // ends the thread that reads m_rows
    auto opened = LogRows::open(m_connection, m_plan, m_options.fields);
    if (!opened)
        return forward(opened);
    m_rows = std::move(*opened);
    if (!m_schema)
        m_schema = m_rows->schema();
    m_batch.reset();
    m_progress.emplace(m_sink, m_plan.rows > 0 ? m_plan.rows : m_plan.ranges().span(), m_options.stage);
    m_ahead.emplace(
        kBatchesAhead,
        [&rows = *m_rows](const std::stop_token& stop) -> Result<std::optional<records::RecordBatch>> {
            auto batch = rows.next(kBatchRows, stop);
            if (!batch)
                return forward(batch);
            if (batch->empty())
                return std::optional<records::RecordBatch>();
            return std::optional(std::move(*batch));
        });
    return {};
}

Status StreamedRows::rewind() {
    if (m_batch || m_rows == nullptr || m_read)
        return begin();
    return {}; // nothing was taken yet
}

Status StreamedRows::fetch(const std::stop_token& stop) {
    if (m_rows == nullptr)
        return {}; // the pass is over
    auto batch = m_ahead->next(stop, m_progress->onSilence());
    if (!batch)
        return forward(batch);
    m_used = 0;
    m_batch = std::move(*batch);
    return m_batch ? Status() : endPass();
}

/// The log may change while it is read more than once: then the passes saw different rows.
Status StreamedRows::endPass() {
    m_ahead.reset();
    LoadedDataset read{.manifest = m_plan, .rows = records::RecordBatch(m_schema)};
    m_rows->finish(read);
    m_rows.reset();
    m_progress->finish();
    if (m_read && !(m_read->manifest.partitions == read.manifest.partitions))
        return fail(ErrorCode::Mismatch, "the log changed while it was read", m_plan.topic.value,
                    "Compaction or another writer changed it. Try again.");
    m_read.emplace(std::move(read));
    return {};
}

Result<records::RecordBatch> StreamedRows::next(std::size_t most, const std::stop_token& stop) {
    records::RecordBatch out(m_schema);
    while (out.rows() < most) {
        if (!m_batch || m_used == m_batch->rows()) {
            if (Status fetched = fetch(stop); !fetched)
                return forward(fetched);
            if (!m_batch)
                break;
        }
        const std::size_t take = std::min(most - out.rows(), m_batch->rows() - m_used);
        if (take == m_batch->rows() && out.empty()) {
            out = std::move(*m_batch);
            m_batch.emplace(m_schema);
            m_used = 0;
        } else {
            std::vector<std::uint32_t> chunk(take);
            std::iota(chunk.begin(), chunk.end(), static_cast<std::uint32_t>(m_used));
            out.gather(*m_batch, chunk);
            m_used += take;
        }
    }
    if (!out.empty())
        m_progress->advance(out.rows(), out.position(out.rows() - 1).inOnlyTopic());
    return out;
}

Result<LoadedDataset> StreamedRows::finish(const std::stop_token& stop) {
    while (m_rows != nullptr)
        if (Status fetched = fetch(stop); !fetched)
            return forward(fetched);
    return std::move(*m_read);
}

} // namespace driftwood::dataset
