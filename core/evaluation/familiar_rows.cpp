#include "evaluation/familiar_rows.h"

#include <algorithm>

namespace driftwood::evaluation {

RowsOfItsDataset::RowsOfItsDataset(const model::TrainedModel& model)
    : m_model(model)
    , m_ranges(model.lineage.dataset.ranges()) {}

void RowsOfItsDataset::add(const records::RecordBatch& rows, std::size_t begin) {
    for (std::size_t row = begin; row < rows.rows(); ++row) {
        const Position position = rows.position(row).inOnlyTopic();
        m_rows += std::ranges::any_of(m_ranges.ranges, [&](const broker::OffsetRange& range) {
            return range.partition == position.partition && range.begin <= position.offset &&
                   position.offset < range.end;
        });
    }
}

std::int64_t RowsOfItsDataset::in(const dataset::Manifest& records) const {
    const dataset::Manifest& madeOf = m_model.lineage.dataset;
    const bool same = madeOf.topic == records.topic && madeOf.clusterId == records.clusterId &&
                      madeOf.topicId == records.topicId;
    return same ? m_rows : 0;
}

std::int64_t RowsOfItsDataset::familiar(const dataset::Manifest& records, std::int64_t trainRows,
                                        std::int64_t begin) const {
    const bool isSame = m_model.lineage.dataset.fingerprint == records.fingerprint;
    if (isSame && !m_model.lineage.learnerType().inOnePass)
        return std::max<std::int64_t>(trainRows - begin, 0);
    return in(records);
}

} // namespace driftwood::evaluation
