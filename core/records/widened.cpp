#include "records/widened.h"

#include <algorithm>
#include <cassert>

namespace driftwood::records {

RecordBatch widened(RecordBatch rows, std::shared_ptr<const Schema> schema, std::vector<Column> added) {
    assert(std::ranges::adjacent_find(rows.sources(), std::ranges::not_equal_to()) == rows.sources().end());
    RecordBatch out(std::move(schema), rows.empty() ? kFirstSource : rows.sources().front());
    out.reserve(rows.rows());
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::string_view key = rows.keys().valid(row) ? rows.keys().text(row) : std::string_view();
        out.appendPosition(PartitionId(rows.partitions()[row]), Offset(rows.offsets()[row]),
                           TimestampMs(rows.timestampsMs()[row]), rows.keys().valid(row) ? &key : nullptr);
    }
    const std::size_t own = rows.schema().fields.size();
    for (std::size_t i = 0; i < own; ++i)
        out.column(i) = std::move(rows.column(i));
    for (std::size_t i = 0; i < added.size(); ++i)
        out.column(own + i) = std::move(added[i]);
    return out;
}

} // namespace driftwood::records
