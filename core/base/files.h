#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace driftwood {

/// Writes the whole file or leaves what was there: temporary file beside it, fsync, rename, fsync of the
/// folder.
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The whole file; refused when larger than maxBytes, so that a hostile file cannot fill the memory.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path,
                                           std::uint64_t maxBytes = 1ULL << 30U);

/// Makes the folder and its parents; fine when it is there already.
[[nodiscard]] Status makeFolder(const std::filesystem::path& path);

/// The path as it is found from anywhere: what is relative begins at the current folder, "~/" at the home
/// folder. Links stay as they are named. Empty stays empty.
[[nodiscard]] std::string absolutePath(const std::string& path);

} // namespace driftwood
