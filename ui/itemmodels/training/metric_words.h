#pragma once

#include "training/baselines.h"

#include <QString>
#include <string_view>

namespace driftwood::ui {

/// The title of a metric, by its name in a training::Evaluation: "MAE", "accuracy".
[[nodiscard]] QString metricTitle(std::string_view name);
/// A shorter title for the head of a list: "error" of a reconstruction.
[[nodiscard]] QString shortMetricTitle(std::string_view name);
/// The title with a capital letter, for the beginning of a label: "Accuracy".
[[nodiscard]] QString capitalised(QString title);
/// The title of a baseline, by its name: "last value".
[[nodiscard]] QString baselineTitle(std::string_view name);
/// "worse than the last value: MAE 3.1 against 2.4", "better than …", "no better than …".
[[nodiscard]] QString comparisonText(const training::BaselineComparison& comparison);
/// "last value 2.4": the best baseline's figure, for display beside the model's.
[[nodiscard]] QString besideText(const training::BaselineComparison& comparison);

} // namespace driftwood::ui
