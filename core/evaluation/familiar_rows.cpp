#include "evaluation/familiar_rows.h"

#include <algorithm>

namespace driftwood::evaluation {

std::int64_t rowsOfItsDataset(const model::TrainedModel& model, const dataset::LoadedDataset& data,
                              std::size_t begin) {
    const dataset::Manifest& madeOf = model.lineage.dataset;
    if (madeOf.topic != data.manifest.topic || madeOf.clusterId != data.manifest.clusterId ||
        madeOf.topicId != data.manifest.topicId)
        return 0;
    const broker::TopicRanges ranges = madeOf.ranges();
    std::int64_t rows = 0;
    for (std::size_t row = begin; row < data.rows.rows(); ++row) {
        const Position position = data.rows.position(row);
        rows += std::ranges::any_of(ranges.ranges, [&](const broker::OffsetRange& range) {
            return range.partition == position.partition && range.begin <= position.offset &&
                   position.offset < range.end;
        });
    }
    return rows;
}

std::int64_t familiarRows(const model::TrainedModel& model, const dataset::LoadedDataset& data,
                          std::size_t begin) {
    const bool isSame = model.lineage.dataset.fingerprint == data.manifest.fingerprint;
    if (isSame && !model.lineage.incremental)
        return std::max<std::int64_t>(data.trainRows - static_cast<std::int64_t>(begin), 0);
    return rowsOfItsDataset(model, data, begin);
}

} // namespace driftwood::evaluation
