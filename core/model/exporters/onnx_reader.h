#pragma once

#include "model/exporters/exporter.h"

#include <memory>
#include <string>

namespace driftwood::model {

/// Reads the bytes of a file that onnx_writer.h wrote and computes it operator by operator, so that what
/// others will read is what was compared. CorruptData for anything that the writer does not write.
[[nodiscard]] Result<std::unique_ptr<ExportedFile>> openOnnx(const std::string& bytes);

} // namespace driftwood::model
