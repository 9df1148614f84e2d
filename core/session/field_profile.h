#pragma once

#include "dataset/field_statistics.h"
#include "session/field_findings.h"

#include <vector>

namespace driftwood::session {

/// One field of some rows as a page shows it: its figures and the shape of its values.
struct FieldProfile {
    dataset::FieldStatistics statistics;
    FieldFinding finding; ///< what speaks against learning from it; only where profileDataset() looked for it
    /// Numbers: equal bins over all values, edges.size() == counts.size() + 1. Text: no edges, the counts of
    /// the most frequent values.
    std::vector<double> edges;
    std::vector<double> counts;
};

inline constexpr int kProfileBins = 32;

/// Profiles of every column over rows [begin, end), in the schema's order.
[[nodiscard]] std::vector<FieldProfile> profileFields(const records::RecordBatch& rows, std::size_t begin,
                                                      std::size_t end);

} // namespace driftwood::session
