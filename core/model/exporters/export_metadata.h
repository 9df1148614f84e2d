#pragma once

#include "model/exporters/exporter.h"

#include <string>

namespace driftwood::model {

/// JSON that lies in an export, for users who load it elsewhere: inputs and outputs, the model's origin, and
/// one example. The outputs of `example` are those of model/outputs.h.
[[nodiscard]] std::string exportMetadata(const TrainedModel& model, const Exporter& exporter,
                                         const InputFields& fields, const Example& example);

} // namespace driftwood::model
