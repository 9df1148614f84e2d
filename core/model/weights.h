#pragma once

#include "model/trained_model.h"

#include <string>
#include <vector>

namespace driftwood::model {

/// Encodes the weights as tensors layer0.weight [out, in], layer0.bias [out], … in one safetensors file, with
/// the names that Python code expects.
[[nodiscard]] std::string encodeWeights(const TrainedModel& model);
/// CorruptData when the tensors are not exactly those of the network.
[[nodiscard]] Result<std::vector<float>> decodeWeights(const training::DenseShape& shape,
                                                       const std::string& bytes, const std::string& where);

} // namespace driftwood::model
