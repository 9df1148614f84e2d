#include "workspace/export_comparison.h"

#include "base/json_fields.h"

#include <nlohmann/json.hpp>

namespace driftwood::workspace {

nlohmann::ordered_json toJson(const ExportComparison& comparison) {
    return {{"bytes", comparison.bytes},
            {"rows_compared", comparison.rowsCompared},
            {"compared_on", comparison.comparedOn},
            {"max_absolute_difference", comparison.maxAbsoluteDifference},
            {"allowed_difference", comparison.allowedDifference},
            {"tolerance", comparison.tolerance},
            {"runtime", comparison.runtime}};
}

Result<ExportComparison> exportComparisonFromJson(const nlohmann::json& json, const std::string& where) {
    const auto number = [&](const char* name, double otherwise) {
        const auto found = json.find(name);
        return found != json.end() && found->is_number() ? found->get<double>() : otherwise;
    };
    const auto whole = [&](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    const auto words = [&](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!json.is_object() || number("max_absolute_difference", -1.0) < 0.0)
        return fail(ErrorCode::CorruptData, "this is not a comparison of an export", where);
    if (Status known = checkVersion(json, kExportComparisonVersion, where); !known)
        return forward(known);
    ExportComparison comparison;
    comparison.bytes = static_cast<std::uintmax_t>(std::max<std::int64_t>(whole("bytes"), 0));
    comparison.rowsCompared = whole("rows_compared");
    comparison.comparedOn = words("compared_on");
    comparison.maxAbsoluteDifference = number("max_absolute_difference", -1.0);
    comparison.allowedDifference = number("allowed_difference", -1.0);
    comparison.tolerance = number("tolerance", -1.0);
    comparison.runtime = words("runtime");
    return comparison;
}

} // namespace driftwood::workspace
