#pragma once

#include <filesystem>
#include <string>

namespace driftwood::cli {

/// Deletes what lies directly in a folder of the workspace, "models" or "checkpoints"; what a row names
/// elsewhere is somebody else's and stays.
void removeFromWorkspace(const std::filesystem::path& workspaceFolder, const std::string& folder,
                         const std::filesystem::path& path);

} // namespace driftwood::cli
