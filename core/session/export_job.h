#pragma once

#include "broker/connection.h"
#include "model/torch_backend.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace driftwood::session {

/// Exports a model of the workspace as TorchScript, compared with our own scoring on real rows, and notes the
/// export in the workspace. The rows are records of the ranges it was trained on; where the log no longer has
/// any, the newest of the topic; where those cannot be read either, the examples the model carries. The
/// report says which (comparedOn).
[[nodiscard]] Result<model::ExportReport> exportTorchScript(broker::Connection& connection,
                                                            const std::filesystem::path& workspaceFolder,
                                                            const std::string& modelIdOrName,
                                                            const std::filesystem::path& path,
                                                            const std::stop_token& stop);

} // namespace driftwood::session
