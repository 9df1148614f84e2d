#include "dataset/row_source.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace driftwood::dataset {

Result<records::RecordBatch> MemoryRows::next(std::size_t most, const std::stop_token& stop) {
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "reading was stopped");
    std::vector<std::uint32_t> chunk(std::min(most, m_rows.rows() - m_next));
    std::iota(chunk.begin(), chunk.end(), static_cast<std::uint32_t>(m_next));
    m_next += chunk.size();
    records::RecordBatch rows(m_rows.sharedSchema());
    rows.gather(m_rows, chunk);
    return rows;
}

Status MemoryRows::rewind() {
    m_next = 0;
    return {};
}

} // namespace driftwood::dataset
