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
/// "accuracy", "f1", "auc", "reconstruction_error", "no_change_accuracy", "rows", "rows_without_label",
/// "rows_of_unknown_class", "largest_class_share". Every figure is over "rows", those of unknown classes
/// included, each of which is wrong; only "loss" is over the rows of known classes, because a class without
/// an output has none.
struct Evaluation {
    std::map<std::string, double> values;
    UnknownClasses unknownClasses; ///< by name, where the names are known

    [[nodiscard]] std::optional<double> get(const std::string& name) const;
    /// Notes down which rows the figures are over, as far as the task knows labels and classes.
    void count(const CountedRows& counted, Task task);
    [[nodiscard]] CountedRows counted() const;
};
/// Share of the most frequent class among the actual ones; what always naming it would have as accuracy. Kept
/// as "largest_class_share".
[[nodiscard]] double largestClassShare(std::span<const std::int32_t> actual);
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
[[nodiscard]] double accuracy(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual);
/// F1 of class `positive`; 0 when it is neither predicted nor present.
[[nodiscard]] double f1(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual,
                        std::int32_t positive);
/// Unweighted mean of the classes' F1. Here and in f1() and accuracy(), an actual class may be
/// features::kUnknownClass, which no prediction meets.
[[nodiscard]] double macroF1(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual,
                             int classes);
/// Area under the ROC curve by ranks, ties counted half; NaN when only one class is present or a score is
/// NaN.
[[nodiscard]] double rocAuc(std::span<const double> scores, std::span<const std::int32_t> actualIsPositive);
/// Linear interpolation between order statistics, as numpy's default; values need not be sorted, but be
/// numbers; q in [0, 1]. NaN of nothing.
[[nodiscard]] double quantile(std::vector<double> values, double q);

} // namespace driftwood::training
