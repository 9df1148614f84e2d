#pragma once

#include "training/counted_rows.h"
#include "training/network_spec.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace driftwood::training {

/// How good outputs are. Names are stable and used in the workspace, JSON and charts: "loss", "rmse", "mae",
/// "accuracy", "balanced_accuracy", "precision", "recall", "f1", "auc", "reconstruction_error",
/// "no_change_accuracy", "no_change_mae", "rows", "rows_without_label", "rows_of_unknown_class",
/// "rows_before_learning" (of one pass, where there are any: see IncrementalTrainer), "largest_class_share"
/// (of the most frequent actual class). Every figure is over "rows", those of unknown
/// classes included, each of which is wrong; only "loss" is over the rows of known classes, because a class
/// without an output has none.
struct Evaluation {
    std::map<std::string, double> values;
    UnknownClasses unknownClasses; ///< by name, where the names are known

    [[nodiscard]] std::optional<double> get(const std::string& name) const;
    /// Notes down which rows the figures are over, as far as the task knows labels and classes.
    void count(const CountedRows& counted, Task task);
    [[nodiscard]] CountedRows counted() const;
};
/// From here on accuracy says little: always naming one class is nearly as good.
inline constexpr double kUnbalanced = 0.9;
/// Whether an evaluation's value of this name counts rows and says nothing of quality.
[[nodiscard]] bool countsRows(std::string_view name);
/// What is to be known of the rows behind an evaluation's figures, a sentence each: "199 rows of a class that
/// training never saw, each counted as wrong: c", "400 rows without a label, in no figure". Empty when all
/// rows count and each is of a known class.
[[nodiscard]] std::vector<std::string> rowNotes(const Evaluation& evaluation, bool onePass);

[[nodiscard]] double rmse(std::span<const double> predicted, std::span<const double> actual);
[[nodiscard]] double mae(std::span<const double> predicted, std::span<const double> actual);
/// Area under the ROC curve by ranks, ties counted half; NaN when only one class is present or a score is
/// NaN.
[[nodiscard]] double rocAuc(std::span<const double> scores, std::span<const std::int32_t> actualIsPositive);
/// Linear interpolation between order statistics, as numpy's default; values need not be sorted, but be
/// numbers; q in [0, 1]. NaN of nothing.
[[nodiscard]] double quantile(std::vector<double> values, double q);

} // namespace driftwood::training
