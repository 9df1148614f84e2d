#pragma once

#include "training/gradient_engine.h"
#include "training/metrics.h"
#include "training/training_data.h"

#include <span>
#include <vector>

namespace driftwood::training {

/// Loss and the task's metrics of given parameters over prepared rows, computed in
/// chunks without training state. Skips rows without a label; InvalidArgument when none
/// remain. Classification: the metrics of ClassTally and, if two classes both occur,
/// auc; a row of a class that the model does not know is wrong in each. "loss" is the
/// training loss over the rows of known classes; it is absent when there are none.
[[nodiscard]] Result<Evaluation> evaluate(GradientEngine& engine, const TrainingSpec& spec,
                                          const Network& network, std::span<const float> parameters,
                                          const TrainingData& data);

/// Mean squared error of reconstruction per row (anomaly detection).
[[nodiscard]] Result<std::vector<double>> reconstructionErrors(GradientEngine& engine, const Network& network,
                                                               std::span<const float> parameters,
                                                               const features::FeatureMatrix& inputs);

} // namespace driftwood::training
