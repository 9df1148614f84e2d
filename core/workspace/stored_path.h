#pragma once

#include <filesystem>
#include <string>

namespace driftwood::workspace {

/// A path as the workspace file keeps it: relative to the workspace's folder when it lies inside, so that a
/// workspace can be moved or named otherwise; absolute when it does not. Empty stays empty.
[[nodiscard]] std::string toStored(const std::filesystem::path& folder, const std::string& path);

/// The absolute path that is meant. Also understands what older versions kept, which was the path as it was
/// typed, relative to wherever that was: a file of that name in the same place of this folder is meant then.
[[nodiscard]] std::string fromStored(const std::filesystem::path& folder, const std::string& stored);

} // namespace driftwood::workspace
