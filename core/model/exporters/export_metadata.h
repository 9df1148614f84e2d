#pragma once

#include "model/exporters/exporter.h"

#include <string>

namespace driftwood::model {

/// JSON that lies in an export, for users who load it elsewhere: inputs and outputs, the model's origin, and
/// one example. The outputs of `example` are those of model/outputs.h. Of `contents` it takes the graph and
/// its fields.
[[nodiscard]] std::string exportMetadata(const TrainedModel& model, const Exporter& exporter,
                                         const ExportContents& contents, const Example& example);

} // namespace driftwood::model
