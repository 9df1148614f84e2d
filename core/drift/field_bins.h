#pragma once

#include "features/reference_statistics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::drift {

/// The counts of a categorical reference's categories, in its order, followed by all others together.
[[nodiscard]] std::vector<std::int64_t> categoryCounts(const features::ReferenceField& reference);

/// The bins in which a field is displayed: the training range and all windows use the same ones, so that
/// their shapes can be compared. For display only; verdicts come from distances.h.
class FieldBins {
  public:
    static constexpr std::size_t kBins = 24;
    /// Number of categories with their own bin; the last bin holds all others.
    static constexpr std::size_t kCategories = 12;

    /// Numbers: equal bins over the reference's middle 98 %, plus half its width on either side; values
    /// beyond that count in the outermost bins. No bins when the reference has no values.
    explicit FieldBins(const features::ReferenceField& reference);

    [[nodiscard]] const std::vector<std::int64_t>& reference() const { return m_reference; }
    /// Counts a numeric field's values by bin.
    [[nodiscard]] std::vector<std::int64_t> count(std::span<const double> values) const;
    /// Combines counts by category, in the order of categoryCounts(), into bins.
    [[nodiscard]] std::vector<std::int64_t> fold(std::span<const std::int64_t> categoryCounts) const;

  private:
    std::vector<std::int64_t> m_reference;
    double m_begin = 0.0;
    double m_width = 0.0; ///< of one bin; 0: no numeric bins
};

} // namespace driftwood::drift
