#pragma once

#include <filesystem>
#include <string>

namespace driftwood::cli {

/// Deletes a path directly in a folder of the workspace, "models" or "checkpoints"; a path elsewhere belongs
/// to someone else and is kept.
void removeFromWorkspace(const std::filesystem::path& workspaceFolder, const std::string& folder,
                         const std::filesystem::path& path);

} // namespace driftwood::cli
