#pragma once

#include "dataset/manifest.h"
#include "records/record_batch.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// The properties that rows are ordered by, without the rows themselves.
struct RowPlaces {
    std::span<const SourceIndex> sources;
    std::span<const std::int32_t> partitions;
    std::span<const std::int64_t> timestampsMs;

    RowPlaces(std::span<const SourceIndex> ofSources, std::span<const std::int32_t> ofPartitions,
              std::span<const std::int64_t> stamps)
        : sources(ofSources)
        , partitions(ofPartitions)
        , timestampsMs(stamps) {}
    // NOLINTNEXTLINE(google-explicit-constructor): a batch has its rows' places
    RowPlaces(const records::RecordBatch& rows)
        : RowPlaces(rows.sources(), rows.partitions(), rows.timestampsMs()) {}
    [[nodiscard]] std::size_t rows() const { return partitions.size(); }
};

/// The order by a rule of manifest.h, as row numbers: RowMerge over all rows. Partitions go by source, then
/// number. Rows of one partition must be given in offset order.
[[nodiscard]] std::vector<std::uint32_t> mergeOrder(const RowPlaces& rows,
                                                    std::string_view rule = kOrderRule);

/// The end of training and the begin of validation among ordered rows.
struct SplitPoints {
    std::int64_t trainRows = 0;
    std::int64_t validationBegin = 0;
};
/// The split of so many ordered rows whose rule has no gap.
[[nodiscard]] SplitPoints splitWithoutGap(std::int64_t rows, const SplitRule& split);
/// Splits rows that `order` has put into the rule's order. kOrderRule moves every training row stamped within
/// the gap before validation begins, or later, behind the training part: `order` is then training rows, gap,
/// validation rows. Validation begins at the latest order time up to and including its first row, so a late
/// row there has no effect. Rows without a time stay in training. kHeadTimestampOrder ends training at the
/// last row that lies before the gap.
[[nodiscard]] SplitPoints splitRows(const RowPlaces& rows, std::vector<std::uint32_t>& order,
                                    const SplitRule& split, std::string_view rule = kOrderRule);

} // namespace driftwood::dataset
