#pragma once

#include "training/metrics.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace driftwood::training {

/// Counts predicted and actual classes and computes classification metrics as
/// scikit-learn defines them: accuracy, balanced accuracy (mean recall over the classes
/// that occur), and precision, recall and F1 of the positive class; without a positive
/// class, their unweighted mean over the classes that were predicted or occur. Classes that the model does
/// not know occur, too: it is wrong about all their rows.
class ClassTally {
  public:
    explicit ClassTally(std::optional<std::size_t> positive)
        : m_positive(positive) {}

    /// Classes by index. Without `predicted` the model named none (kNoAnswer), without `actual` the row is of
    /// a class that the model does not know: both count as wrong.
    void add(std::optional<std::size_t> predicted, std::optional<std::size_t> actual);
    /// Adds counts of a class that were computed elsewhere: correct predictions, all predictions of the
    /// class, and all rows of the class.
    void addCounts(std::size_t classIndex, std::int64_t hits, std::int64_t predicted, std::int64_t actual);
    void addOfUnknownClass(std::int64_t rows);
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    /// Adds the metrics to an evaluation. A metric whose divisor would be 0 is left out: the precision of a
    /// class that was never predicted, the recall of a class that never occurs. `unknownClasses`: the rows of
    /// each class that the model does not know, as far as these are told apart; others count as one class.
    void addTo(Evaluation& evaluation, std::span<const std::int64_t> unknownClasses = {}) const;

  private:
    struct Counts {
        std::int64_t hits = 0;
        std::int64_t predicted = 0;
        std::int64_t actual = 0;
    };
    void addPositive(const Counts& counts, Evaluation& evaluation) const;
    void addMean(Evaluation& evaluation, std::size_t unknownClasses) const;

    std::optional<std::size_t> m_positive;
    std::int64_t m_rows = 0;
    std::int64_t m_unknownRows = 0; ///< of classes that the model does not know
    std::vector<Counts> m_counts;   ///< by class index
};

/// Number of labels of each class; negative labels are ignored.
[[nodiscard]] std::vector<std::int64_t> rowsOfClasses(std::span<const std::int32_t> labels,
                                                      std::size_t classes);

/// The class to which precision, recall and F1 refer: the named one; without a name, the class with fewer
/// training rows if there are two (the second if equal), none if there are more. `rows` is per class; empty
/// means unknown, then the second of two. Also nothing when no class has the name.
[[nodiscard]] std::optional<std::size_t> positiveClass(const std::vector<std::string>& classes,
                                                       const std::vector<std::int64_t>& rows,
                                                       const std::string& named);

} // namespace driftwood::training
