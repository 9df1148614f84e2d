#pragma once

#include "training/baselines.h"

#include <QString>
#include <string_view>

namespace driftwood::ui {

/// A metric as people say it, by its name in a training::Evaluation: "MAE", "accuracy".
[[nodiscard]] QString metricTitle(std::string_view name);
/// The same for the head of a list: "error" of a reconstruction.
[[nodiscard]] QString shortMetricTitle(std::string_view name);
/// "Accuracy": at the beginning of a label.
[[nodiscard]] QString capitalised(QString title);
/// A baseline by its name: "last value".
[[nodiscard]] QString baselineTitle(std::string_view name);
/// "worse than the last value: MAE 3.1 against 2.4", "better than …", "no better than …".
[[nodiscard]] QString comparisonText(const training::BaselineComparison& comparison);
/// "last value 2.4": the best baseline's figure, to stand beside the model's.
[[nodiscard]] QString besideText(const training::BaselineComparison& comparison);

} // namespace driftwood::ui
