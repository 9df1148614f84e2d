#include "evaluation/export_report.h"

#include <nlohmann/json.hpp>

namespace driftwood::evaluation {

nlohmann::ordered_json comparisonJson(const ExportReport& report) {
    return {{"bytes", report.bytes},
            {"rows_compared", report.rowsCompared},
            {"compared_on", report.comparedOn},
            {"max_absolute_difference", report.maxAbsoluteDifference},
            {"allowed_difference", report.allowedDifference},
            {"tolerance", report.tolerance},
            {"runtime", report.runtime}};
}

} // namespace driftwood::evaluation
