#pragma once

#include "model/exporters/exporter.h"

#include <map>
#include <memory>
#include <string>

namespace driftwood::libtorch {

/// TorchBackend::openPt2. Reads only what our own writer writes: a foreign .pt2 file is code, as Python reads
/// it.
[[nodiscard]] Result<std::unique_ptr<model::ExportedFile>>
openPt2(std::map<std::string, std::string> entries);

} // namespace driftwood::libtorch
