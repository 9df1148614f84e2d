#pragma once

#include <array>
#include <deque>

namespace driftwood::training {

/// The area under the ROC curve of rows that come one by one; takes eight bytes a row.
class RocArea {
  public:
    void add(double score, bool positive);
    /// By ranks, ties counted half; NaN when only one class occurs or a score is NaN.
    [[nodiscard]] double area();

  private:
    std::array<std::deque<double>, 2> m_scores; ///< of the negatives and the positives
    bool m_anyNaN = false;
};

} // namespace driftwood::training
