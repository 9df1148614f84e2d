#pragma once

#include "training/metrics.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace driftwood::training {

/// Counts what was predicted of each class and what was there, and gives the figures of a classification, as
/// scikit-learn defines them: accuracy, balanced accuracy (mean recall of the classes that were there), and
/// precision, recall and F1 of the positive class; without a positive class their unweighted mean over the
/// classes that were predicted or there.
class ClassTally {
  public:
    explicit ClassTally(std::optional<std::size_t> positive)
        : m_positive(positive) {}

    /// Classes by index. One that training never saw has an index beyond those that training saw: a model
    /// never predicts it, so it counts as wrong.
    void add(std::size_t predicted, std::size_t actual);
    /// A class's counts that were added up elsewhere: rows of it, rows that were said to be, and rows of
    /// both.
    void addCounts(std::size_t classIndex, std::int64_t hits, std::int64_t predicted, std::int64_t actual);
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    /// Adds its figures to an evaluation. What there is nothing to divide by for is left out: the precision
    /// of a class that was never predicted, the recall of one that was never there.
    void addTo(Evaluation& evaluation) const;

  private:
    struct Counts {
        std::int64_t hits = 0;
        std::int64_t predicted = 0;
        std::int64_t actual = 0;
    };
    void addPositive(const Counts& counts, Evaluation& evaluation) const;
    void addMean(Evaluation& evaluation) const;

    std::optional<std::size_t> m_positive;
    std::int64_t m_rows = 0;
    std::vector<Counts> m_counts; ///< by class
};

/// How many of the labels are of each class; those below 0 are none.
[[nodiscard]] std::vector<std::int64_t> rowsOfClasses(std::span<const std::int32_t> labels,
                                                      std::size_t classes);

/// The class that precision, recall and F1 are of: the one named; without a name, of two classes the one with
/// fewer training rows (the second of equals), of more classes none. `rows` per class; empty: not known, the
/// second of two. Nothing as well where no class has the name.
[[nodiscard]] std::optional<std::size_t> positiveClass(const std::vector<std::string>& classes,
                                                       const std::vector<std::int64_t>& rows,
                                                       const std::string& named);

} // namespace driftwood::training
