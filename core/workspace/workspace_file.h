#pragma once

#include "workspace/database.h"

#include <filesystem>
#include <memory>

namespace driftwood::workspace {

/// Opens the folder's file: makes it where it is not there, migrates it, keeps the day's copy, clears away
/// what killed programs left. A file that cannot be written, for its permissions or for want of space, is
/// opened to be read: Database::whyReadOnly() says why.
[[nodiscard]] Result<std::unique_ptr<Database>> openWorkspaceFile(const std::filesystem::path& file);

} // namespace driftwood::workspace
