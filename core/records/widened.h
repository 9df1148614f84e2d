#pragma once

#include "records/record_batch.h"

#include <memory>
#include <vector>

namespace driftwood::records {

/// The rows with more columns: `schema` is that of the rows and, behind it, a field for each added column.
/// The rows are of one topic.
[[nodiscard]] RecordBatch widened(RecordBatch rows, std::shared_ptr<const Schema> schema,
                                  std::vector<Column> added);

} // namespace driftwood::records
