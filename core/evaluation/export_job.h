#pragma once

#include "broker/connection.h"
#include "model/torch_backend.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace driftwood::evaluation {

/// Exports a model of the workspace as TorchScript,
/// compares it with native scoring on real rows, and records the export in the workspace.
/// The rows are from the model's training ranges; if the log no longer has any, the topic's newest;
/// if these cannot be read either, the model's own examples. The report names the source (comparedOn).
[[nodiscard]] Result<model::ExportReport> exportTorchScript(broker::Connection& connection,
                                                            const std::filesystem::path& workspaceFolder,
                                                            const std::string& modelIdOrName,
                                                            const std::filesystem::path& path,
                                                            const std::stop_token& stop);

} // namespace driftwood::evaluation
