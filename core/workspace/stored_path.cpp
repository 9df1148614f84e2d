#include "workspace/stored_path.h"

#include <system_error>

namespace driftwood::workspace {
namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// Resolves links, so that each place has one name; returns the path unchanged if that fails.
fs::path plain(const fs::path& path) {
    std::error_code failed;
    fs::path found = fs::weakly_canonical(path, failed);
    return failed ? fs::absolute(path).lexically_normal() : found;
}

} // namespace

std::string toStored(const fs::path& folder, const std::string& path) {
    if (path.empty())
        return {};
    const fs::path whole = plain(path);
    const fs::path inside = whole.lexically_relative(plain(folder));
    const bool outside = inside.empty() || *inside.begin() == "..";
    return (outside ? whole : inside).string();
}

std::string fromStored(const fs::path& folder, const std::string& stored) {
    if (stored.empty())
        return {};
    const fs::path path(stored);
    const fs::path here = plain(folder);
    const fs::path expected = path.is_absolute() ? path : (here / path).lexically_normal();
    if (isThere(expected))
        return expected.string();
    // Bundles and checkpoints have always been in a folder directly inside the workspace.
    const fs::path moved = here / path.parent_path().filename() / path.filename();
    if (isThere(moved))
        return moved.string();
    if (path.is_relative() && isThere(path))
        return plain(path).string();
    return expected.string();
}

} // namespace driftwood::workspace
