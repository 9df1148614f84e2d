#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace driftwood {

/// Who may read a created file or folder: everyone whom the user's umask allows, or only the user.
enum class FileAccess : std::uint8_t { Usual, Private };

/// Refuses a path where a rename would replace something other than a regular file: a folder, a device, a
/// pipe, a socket, or a link to one of these or to nothing. A path that does not exist is accepted.
[[nodiscard]] Status checkReplaceable(const std::filesystem::path& path);

/// Writes the whole file or leaves the old one unchanged: writes a temporary file beside it (".tmp" and the
/// process id are appended to its name), then fsync, rename, fsync of the folder. A link stays a link: the
/// file that it points to is replaced. Refuses what checkReplaceable() refuses.
[[nodiscard]] Status writeFileAtomically(const std::filesystem::path& path, std::string_view content,
                                         FileAccess access = FileAccess::Usual);

/// Reads the whole file; fails when it is larger than maxBytes, so that a hostile file cannot exhaust memory.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path,
                                           std::uint64_t maxBytes = 1ULL << 30U);

/// Creates the folder and missing parents; an existing folder is fine. Private applies to the folder only.
[[nodiscard]] Status makeFolder(const std::filesystem::path& path, FileAccess access = FileAccess::Usual);

/// Removes the rights of group and others if others may use this file or folder of the user: older versions
/// created private files with the usual rights. A file shared only with its group stays as it is.
void makePrivate(const std::filesystem::path& path);

/// Whether the file system of this file or folder has (almost) no free space left.
[[nodiscard]] bool isDiskFull(const std::filesystem::path& path);

/// The absolute path: a relative path starts at the current folder, "~/" at the home folder. Symbolic links
/// are not resolved. An empty path stays empty.
[[nodiscard]] std::string absolutePath(const std::string& path);

/// Where what can be had again is kept: $XDG_CACHE_HOME/driftwood or ~/.cache/driftwood. Empty if there is no
/// such place.
[[nodiscard]] std::filesystem::path cacheFolder();

} // namespace driftwood
