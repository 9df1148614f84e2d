#pragma once

#include "model/trained_model.h"

#include <string>
#include <vector>

namespace driftwood::model {

/// Weights as tensors named layer0.weight [out, in], layer0.bias [out], … in one safetensors file, so that
/// Python finds every layer where it looks for it.
[[nodiscard]] std::string encodeWeights(const TrainedModel& model);
/// CorruptData when the tensors are not exactly the network's.
[[nodiscard]] Result<std::vector<float>> decodeWeights(const training::DenseShape& shape,
                                                       const std::string& bytes, const std::string& where);

} // namespace driftwood::model
