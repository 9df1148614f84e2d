#pragma once

#include "features/reference_statistics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::drift {

/// How often each of a categorical reference's categories occurs, in its order, all others last.
[[nodiscard]] std::vector<std::int64_t> categoryCounts(const features::ReferenceField& reference);

/// The bins a field is looked at in: its training range and every window over the same ones, so that their
/// shapes can be laid over each other. For pictures alone; verdicts come from distances.h.
class FieldBins {
  public:
    static constexpr std::size_t kBins = 24;
    /// Categories with a bin of their own; the last bin is all others.
    static constexpr std::size_t kCategories = 12;

    /// Numbers: equal bins over the reference's middle 98 % and half its width more on either side; what lies
    /// beyond is in the outermost. No bins where the reference has no values.
    explicit FieldBins(const features::ReferenceField& reference);

    [[nodiscard]] const std::vector<std::int64_t>& reference() const { return m_reference; }
    /// Of a numeric field's values.
    [[nodiscard]] std::vector<std::int64_t> count(std::span<const double> values) const;
    /// Of counts by category, as categoryCounts() orders them.
    [[nodiscard]] std::vector<std::int64_t> fold(std::span<const std::int64_t> categoryCounts) const;

  private:
    std::vector<std::int64_t> m_reference;
    double m_begin = 0.0;
    double m_width = 0.0; ///< of a bin; 0: no numeric bins
};

} // namespace driftwood::drift
