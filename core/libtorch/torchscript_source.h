#pragma once

#include "model/inputs.h"
#include "model/trained_model.h"

#include <string>

namespace driftwood::libtorch {

/// What torchScriptSource() expects the module to have, besides each layer as a submodule layer0, layer1, …
/// with weight and bias: per one-hot input a table of its categories under categoriesName(), and the
/// threshold.
inline constexpr const char* kThreshold = "threshold";
[[nodiscard]] std::string layerName(std::size_t layer);
[[nodiscard]] std::string categoriesName(std::size_t input);

/// TorchScript of the whole model: `features` is FittedFeatures::transform, `forward` goes on through the
/// network to the outputs of model/outputs.h. Numbers of the fitted pipeline stand in the source; nothing
/// that came out of the log (names of fields, categories) does, so that no text of a topic can become code.
[[nodiscard]] std::string torchScriptSource(const model::TrainedModel& model,
                                            const model::InputFields& fields);

} // namespace driftwood::libtorch
