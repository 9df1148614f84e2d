#pragma once

#include "model/inputs.h"
#include "model/trained_model.h"

#include <string>

namespace driftwood::libtorch {

/// The extra file meta.json of an export, for users who load it elsewhere: inputs and outputs, the model's
/// origin, and one example. The outputs of `example` are those of model/outputs.h.
[[nodiscard]] std::string exportMetadata(const model::TrainedModel& model, const model::InputFields& fields,
                                         const model::Example& example);

} // namespace driftwood::libtorch
