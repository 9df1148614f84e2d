#pragma once

#include <filesystem>
#include <string>

namespace driftwood::workspace {

/// The form in which the workspace stores a path: relative to the workspace's folder if inside it, so that a
/// workspace can be moved or renamed; otherwise absolute. Empty stays empty.
[[nodiscard]] std::string toStored(const std::filesystem::path& folder, const std::string& path);

/// The absolute path for a stored one. Older versions stored the path as typed, relative to an unknown
/// folder: such a path refers to the file of that name in the same place of this folder.
[[nodiscard]] std::string fromStored(const std::filesystem::path& folder, const std::string& stored);

} // namespace driftwood::workspace
