#pragma once

#include "workspace/export_comparison.h"

#include <filesystem>
#include <string>

namespace driftwood::evaluation {

/// An export that was written, and the comparison that it passed before.
struct ExportReport : workspace::ExportComparison {
    std::string format; ///< of model/exporters: "torchscript"
    std::filesystem::path path;
    std::string notKept; ///< why the workspace does not list it; or empty
};

} // namespace driftwood::evaluation
