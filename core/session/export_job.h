#pragma once

#include "broker/connection.h"
#include "model/torch_backend.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace driftwood::session {

/// Exports a model of the workspace as TorchScript, checked on rows read from the beginning of the ranges it
/// was trained on, and notes the export in the workspace. The log must still be there: an export that was not
/// compared with our own scoring on real records is not made.
[[nodiscard]] Result<model::ExportReport> exportTorchScript(broker::Connection& connection,
                                                            const std::filesystem::path& workspaceFolder,
                                                            const std::string& modelIdOrName,
                                                            const std::filesystem::path& path,
                                                            const std::stop_token& stop);

} // namespace driftwood::session
