#pragma once

#include "model/inputs.h"
#include "model/trained_model.h"

#include <string>

namespace driftwood::libtorch {

/// Attributes that torchScriptSource() expects in the module:
/// each layer as a submodule layer0, layer1, … with weight and bias,
/// a table of categories per one-hot input under categoriesName(), and the threshold.
inline constexpr const char* kThreshold = "threshold";
[[nodiscard]] std::string layerName(std::size_t layer);
[[nodiscard]] std::string categoriesName(std::size_t input);

/// TorchScript source of the whole model: `features` does what FittedFeatures::transform does, `forward`
/// continues through the network to the outputs of model/outputs.h. The source contains numbers of the fitted
/// pipeline but no text from the log (field names, categories), so text of a topic can never become code.
[[nodiscard]] std::string torchScriptSource(const model::TrainedModel& model,
                                            const model::InputFields& fields);

} // namespace driftwood::libtorch
