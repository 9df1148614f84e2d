#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace driftwood {

/// Who may read what is made: everybody whom the user's umask lets, or the user alone.
enum class FileAccess : std::uint8_t { Usual, Private };

/// Writes the whole file or leaves what was there: temporary file beside it (".tmp" and the process's number
/// are added to its name), fsync, rename, fsync of the folder.
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::string_view content,
                                         FileAccess access = FileAccess::Usual);

/// The whole file; refused when larger than maxBytes, so that a hostile file cannot fill the memory.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path,
                                           std::uint64_t maxBytes = 1ULL << 30U);

/// Makes the folder and its parents; fine when it is there already. Private is the folder alone.
[[nodiscard]] Status makeFolder(const std::filesystem::path& path, FileAccess access = FileAccess::Usual);

/// Takes away what others may do with a file or folder of the user's that they may read: what is private was
/// made before that was kept in mind. One that a group shares and nobody else stays as it is.
void makePrivate(const std::filesystem::path& path);

/// Whether hardly anything can be written any more where this file or folder lies.
[[nodiscard]] bool isDiskFull(const std::filesystem::path& path);

/// The path as it is found from anywhere: what is relative begins at the current folder, "~/" at the home
/// folder. Links stay as they are named. Empty stays empty.
[[nodiscard]] std::string absolutePath(const std::string& path);

} // namespace driftwood
