#pragma once

#include "dataset/manifest.h"
#include "records/record_batch.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// What rows are ordered by, without the rows themselves.
struct RowPlaces {
    std::span<const std::int32_t> partitions;
    std::span<const std::int64_t> timestampsMs;

    RowPlaces(std::span<const std::int32_t> ofPartitions, std::span<const std::int64_t> stamps)
        : partitions(ofPartitions)
        , timestampsMs(stamps) {}
    // NOLINTNEXTLINE(google-explicit-constructor): a batch knows its rows' places
    RowPlaces(const records::RecordBatch& rows)
        : RowPlaces(rows.partitions(), rows.timestampsMs()) {}
    [[nodiscard]] std::size_t rows() const { return partitions.size(); }
};

/// The order that a rule of manifest.h names, as row numbers: every partition is a queue in offset order, and
/// of all queues' heads one goes next, so that a partition's own order is never changed. Rows of one
/// partition must come in offset order.
///
/// kOrderRule: the head with the smallest (orderTime, rows of its partition that went before, partition).
/// orderTime (base/order_time.h) is the row's time stamp unless most rows that follow it in its partition are
/// earlier: neither a stamp from the future nor a late one moves other rows. Rows of one time, or without
/// any, come from their partitions in turn.
///
/// kHeadTimestampOrder: the head with the smallest (timestamp, partition, offset). A stamp from the future
/// holds back the rest of its partition.
[[nodiscard]] std::vector<std::uint32_t> mergeOrder(const RowPlaces& rows,
                                                    std::string_view rule = kOrderRule);

/// Where training ends and validation begins among ordered rows.
struct SplitPoints {
    std::int64_t trainRows = 0;
    std::int64_t validationBegin = 0;
};
/// Splits rows that `order` has put into the rule's order. kOrderRule leaves out every row stamped within the
/// gap before validation begins, or later than that, and moves those rows behind the training part: `order`
/// is then training rows, gap, validation rows. Validation begins at the time up to which the order has come
/// with its first row, so that a late one there does not count. Rows without a time stay in the training
/// part. kHeadTimestampOrder ends the training part at the last row that lies before the gap.
[[nodiscard]] SplitPoints splitRows(const RowPlaces& rows, std::vector<std::uint32_t>& order,
                                    const SplitRule& split, std::string_view rule = kOrderRule);

} // namespace driftwood::dataset
