#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace driftwood::evaluation {

/// The comparison that an export passed before it was reported as written.
struct ExportReport {
    std::string format; ///< of model/exporters: "torchscript"
    std::filesystem::path path;
    std::uintmax_t bytes = 0;
    std::int64_t rowsCompared = 0;
    std::string comparedOn;             ///< description of those rows
    double maxAbsoluteDifference = 0.0; ///< from native scoring, over all outputs
    double allowedDifference = 0.0;     ///< for the output with that difference, see model/outputs.h
    double tolerance = 0.0;             ///< allowed fraction of the output's scale
    std::string runtime;                ///< "libtorch 1.13.1"
    std::string notKept;                ///< why the workspace does not list it; or empty
};

/// What was compared, as the workspace keeps it and the command line prints it.
[[nodiscard]] nlohmann::ordered_json comparisonJson(const ExportReport& report);

} // namespace driftwood::evaluation
