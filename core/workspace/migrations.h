#pragma once

#include "base/result.h"
#include "workspace/database.h"

#include <span>
#include <vector>

namespace driftwood::workspace {

/// Step n of the schema's history migrates a file from version n - 1 to n; SQLite's user_version holds the
/// version, counted from 1. Steps are never edited once released: a change is a new step.
using Migration = std::vector<const char*>;
[[nodiscard]] std::span<const Migration> migrations();

/// Migrates the file to the last version, all steps in one transaction: after a failure or a kill it has the
/// old version. First copies an older file with content to "<file>.version-N.bak". Refuses a newer file
/// (Unsupported) and an SQLite file of another application (CorruptData), unchanged.
[[nodiscard]] Status migrate(Database& database, std::span<const Migration> steps);
/// Whether a read-only file can be read without a migration:
/// Io when it would need one, refused like by migrate() otherwise.
[[nodiscard]] Status checkCurrent(Database& database, std::span<const Migration> steps);

} // namespace driftwood::workspace
