#include "app/cli/workspace_files.h"

#include <system_error>

namespace driftwood::cli {

void removeFromWorkspace(const std::filesystem::path& workspaceFolder, const std::string& folder,
                         const std::filesystem::path& path) {
    std::error_code error;
    const auto home = std::filesystem::weakly_canonical(workspaceFolder / folder, error);
    const auto canonical =
        std::filesystem::weakly_canonical(path.is_absolute() ? path : workspaceFolder / path, error);
    if (!error && canonical.parent_path() == home)
        std::filesystem::remove_all(canonical, error); // a file that cannot be removed does no harm
}

} // namespace driftwood::cli
