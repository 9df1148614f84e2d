#pragma once

#include "dataset/field_statistics.h"
#include "profiling/field_findings.h"

#include <vector>

namespace driftwood::profiling {

/// One field of some rows for display: its statistics and the distribution of its values.
struct FieldProfile {
    dataset::FieldStatistics statistics;
    FieldFinding finding; ///< reason against learning from it; only profileDataset() fills it
    /// Numbers: equal bins over all values, edges.size() == counts.size() + 1.
    /// Bool: two bins, false and true. Text: no edges, the counts of the most frequent values.
    std::vector<double> edges;
    std::vector<double> counts;
};

inline constexpr int kProfileBins = 32;

/// Profiles of all columns over rows [begin, end), in the schema's order.
[[nodiscard]] std::vector<FieldProfile> profileFields(const records::RecordBatch& rows, std::size_t begin,
                                                      std::size_t end);

} // namespace driftwood::profiling
