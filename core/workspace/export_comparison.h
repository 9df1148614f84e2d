#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace driftwood::workspace {

/// The comparison with our own scoring that an export passed before it was reported as written.
struct ExportComparison {
    std::uintmax_t bytes = 0;
    std::int64_t rowsCompared = 0;
    std::string comparedOn;             ///< description of those rows
    double maxAbsoluteDifference = 0.0; ///< from native scoring, over all outputs
    double allowedDifference = 0.0;     ///< for the output with that difference, see model/outputs.h
    double tolerance = 0.0;             ///< allowed fraction of the output's scale
    std::string runtime;                ///< "libtorch 1.13.1"
};

/// The version of the JSON. Version 1 is written without its number, as before there were versions.
inline constexpr int kExportComparisonVersion = 1;
/// As the workspace keeps it and the command line prints it.
[[nodiscard]] nlohmann::ordered_json toJson(const ExportComparison& comparison);
/// CorruptData if it does not say the difference. What an earlier version did not write is negative or empty.
[[nodiscard]] Result<ExportComparison> exportComparisonFromJson(const nlohmann::json& json,
                                                                const std::string& where);

} // namespace driftwood::workspace
