#pragma once

#include "model/inputs.h"
#include "model/trained_model.h"

#include <string>

namespace driftwood::libtorch {

/// The extra file meta.json of an export, for whoever loads it somewhere else: inputs and outputs, where the
/// model came from, and one example to try. `example` has the outputs of model/outputs.h.
[[nodiscard]] std::string exportMetadata(const model::TrainedModel& model, const model::InputFields& fields,
                                         const model::Example& example);

} // namespace driftwood::libtorch
