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

/// Metrics of outputs. Names are stable and used in the workspace, JSON and charts: "loss", "rmse", "mae",
/// "accuracy", "balanced_accuracy", "precision", "recall", "f1", "auc", "reconstruction_error",
/// "no_change_accuracy", "no_change_mae", "rows", "rows_without_label", "rows_of_unknown_class",
/// "rows_before_learning" (one-pass runs, see OnePassNetwork), "rows_without_answer",
/// "largest_class_share" (of the most frequent actual class). Every metric covers "rows", in which rows of
/// unknown classes count as wrong; only "loss" covers just the rows of known classes, because an unknown
/// class has no output and thus no loss; a row without an answer has none either.
struct Evaluation {
    std::map<std::string, double> values;
    UnknownClasses unknownClasses; ///< names, if known

    [[nodiscard]] std::optional<double> get(const std::string& name) const;
    /// Stores which rows the metrics cover, as far as they apply to the task.
    void count(const CountedRows& counted, Task task);
    [[nodiscard]] CountedRows counted() const;
};
/// Above this share of one class accuracy says little: always predicting that class is nearly as good.
inline constexpr double kUnbalanced = 0.9;
/// Whether a value of this name is a row count and not a measure of quality.
[[nodiscard]] bool countsRows(std::string_view name);
/// Remarks on the rows behind an evaluation's metrics, one sentence each: "199 rows of a class that training
/// never saw, each counted as wrong: c", "400 rows without a label, left out of the figures". Empty when all
/// rows are covered and have known classes.
[[nodiscard]] std::vector<std::string> rowNotes(const Evaluation& evaluation, bool onePass);

/// Area under the ROC curve by ranks, ties counted half;
/// NaN when only one class occurs or a score is NaN.
[[nodiscard]] double rocAuc(std::span<const double> scores, std::span<const std::int32_t> actualIsPositive);

} // namespace driftwood::training
