#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace driftwood::training {

/// How good outputs are. Names are stable and used in the workspace, JSON and charts: "loss", "rmse", "mae",
/// "accuracy", "f1", "auc", "reconstruction_error", "no_change_accuracy", "rows".
struct Evaluation {
    std::map<std::string, double> values;
    [[nodiscard]] std::optional<double> get(const std::string& name) const;
};

[[nodiscard]] double rmse(std::span<const double> predicted, std::span<const double> actual);
[[nodiscard]] double mae(std::span<const double> predicted, std::span<const double> actual);
[[nodiscard]] double accuracy(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual);
/// F1 of class `positive`; 0 when it is neither predicted nor present.
[[nodiscard]] double f1(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual,
                        std::int32_t positive);
/// Unweighted mean of the classes' F1.
[[nodiscard]] double macroF1(std::span<const std::int32_t> predicted, std::span<const std::int32_t> actual,
                             int classes);
/// Area under the ROC curve by ranks, ties counted half; NaN when only one class is present or a score is
/// NaN.
[[nodiscard]] double rocAuc(std::span<const double> scores, std::span<const std::int32_t> actualIsPositive);
/// Linear interpolation between order statistics, as numpy's default; values need not be sorted, but be
/// numbers; q in [0, 1]. NaN of nothing.
[[nodiscard]] double quantile(std::vector<double> values, double q);

} // namespace driftwood::training
