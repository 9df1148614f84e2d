#pragma once

#include "workspace/database.h"

#include <filesystem>
#include <memory>

namespace driftwood::workspace {

/// Opens the folder's file: creates it if needed, migrates it, writes the daily copy, removes leftovers of
/// killed programs. Opens it read-only when it cannot be written because of permissions or a full disk;
/// Database::whyReadOnly() says why.
[[nodiscard]] Result<std::unique_ptr<Database>> openWorkspaceFile(const std::filesystem::path& file);

} // namespace driftwood::workspace
