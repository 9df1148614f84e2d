#pragma once

#include "base/result.h"
#include "workspace/database.h"

#include <span>
#include <vector>

namespace driftwood::workspace {

/// Step n of the schema's history takes a file from version n - 1 to n; versions are counted from 1 in
/// SQLite's user_version. Steps are never edited once released: a change is a new step.
using Migration = std::vector<const char*>;
[[nodiscard]] std::span<const Migration> migrations();

/// Brings the file to the last step's version, all steps in one transaction: after a failure or a kill it is
/// at the old one. An older file with content is copied to "<file>.version-N.bak" first. A newer one is
/// refused (Unsupported), and so is somebody else's SQLite file (CorruptData); both stay untouched.
[[nodiscard]] Status migrate(Database& database, std::span<const Migration> steps);
/// Whether a file that cannot be written can be read as it is: Io for one that would have to be migrated, and
/// refused as by migrate().
[[nodiscard]] Status checkCurrent(Database& database, std::span<const Migration> steps);

} // namespace driftwood::workspace
