#pragma once

#include "workspace/database.h"

#include <filesystem>

namespace driftwood::workspace {

/// Copies of the workspace file beside it: "workspace.sqlite.2026-05-01.bak" for each of the last days on
/// which it was opened, "workspace.sqlite.version-6.bak" from before a migration.
inline constexpr std::size_t kDailyCopies = 3;

/// Writes the database, including its write-ahead log, to a single file that is synced when this returns, and
/// replaces `copy`. On failure nothing is left behind.
[[nodiscard]] Status writeCopy(Database& database, const std::filesystem::path& copy);

/// Writes today's copy unless it exists or free disk space is less than three times the file's size.
void keepDailyCopy(Database& database);

/// The newest copy beside the file; empty when there is none.
[[nodiscard]] std::filesystem::path newestCopy(const std::filesystem::path& file);
/// Instructions for a damaged file: which copy to restore, and how.
[[nodiscard]] std::string howToPutBack(const std::filesystem::path& file);

} // namespace driftwood::workspace
