#pragma once

#include "workspace/database.h"

#include <filesystem>

namespace driftwood::workspace {

/// Copies of the workspace's file beside it: "workspace.sqlite.2026-05-01.bak" of each of the last days on
/// which it was opened, "workspace.sqlite.version-6.bak" from before a migration.
inline constexpr std::size_t kDailyCopies = 3;

/// The database as it is, log included, in a file of its own that is on the disk when this returns; nothing
/// is left of one that could not be written. `copy` is replaced.
[[nodiscard]] Status writeCopy(Database& database, const std::filesystem::path& copy);

/// Today's copy, unless it is there, or the disk has not three times the room: the file itself comes first.
void keepDailyCopy(Database& database);

/// The newest copy that lies beside the file; empty where there is none.
[[nodiscard]] std::filesystem::path newestCopy(const std::filesystem::path& file);
/// What to do about a file that is damaged: which copy to put back, and how.
[[nodiscard]] std::string howToPutBack(const std::filesystem::path& file);

} // namespace driftwood::workspace
