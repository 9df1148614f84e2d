#pragma once

#include "dataset/manifest.h"
#include "records/record_batch.h"

#include <cstdint>
#include <vector>

namespace driftwood::dataset {

/// The order kOrderRule names, as row numbers: every partition is a queue in offset order, and of all queues'
/// heads the one with the smallest (timestamp, partition, offset) goes next. A partition's own order is never
/// changed, also where its timestamps run backwards. Rows of one partition must come in offset order.
[[nodiscard]] std::vector<std::uint32_t> mergeOrder(const records::RecordBatch& rows);

/// Where training ends and validation begins among `rows` ordered rows.
struct SplitPoints {
    std::int64_t trainRows = 0;
    std::int64_t validationBegin = 0;
};
[[nodiscard]] SplitPoints splitPoints(const records::RecordBatch& ordered, const SplitRule& rule);

} // namespace driftwood::dataset
