#pragma once

#include "broker/connection.h"
#include "evaluation/export_report.h"
#include "model/exporters/exporter.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace driftwood::evaluation {

/// Exports a model of the workspace in a format, compares the file with native scoring on real rows, and
/// records the export in the workspace. The rows are from the model's training ranges; if the log no longer
/// has any, the topic's newest; if these cannot be read either, the model's own examples. The report names
/// the source (comparedOn). A workspace that cannot be written does not keep the file from being: the report
/// says why it is not listed (notKept).
[[nodiscard]] Result<ExportReport>
exportModel(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
            const std::string& modelIdOrName, const model::Exporter& exporter,
            const std::filesystem::path& path, const std::stop_token& stop);

} // namespace driftwood::evaluation
