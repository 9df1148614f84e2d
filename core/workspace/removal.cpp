#include "workspace/removal.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace driftwood::workspace {
namespace {

namespace fs = std::filesystem;

/// Deletes what lies directly in a folder of the workspace. A file that cannot be deleted does no harm.
void deleteFrom(const fs::path& home, const fs::path& path) {
    std::error_code error;
    const auto canonicalHome = fs::weakly_canonical(home, error);
    const auto canonical = fs::weakly_canonical(path, error);
    if (!error && canonical.parent_path() == canonicalHome)
        fs::remove_all(canonical, error);
}

} // namespace

Status removeModelAndBundle(Workspace& workspace, const std::string& id) {
    const auto all = workspace.models();
    if (!all)
        return tl::unexpected(all.error());
    const auto model = std::ranges::find(*all, id, &ModelRow::id);
    if (Status removed = workspace.removeModel(id); !removed)
        return removed;
    if (model != all->end())
        deleteFrom(workspace.folder() / "models", model->bundlePath);
    return {};
}

Status removeRunAndCheckpoint(Workspace& workspace, std::int64_t id) {
    const auto run = workspace.run(id);
    if (!run)
        return tl::unexpected(run.error());
    if (Status removed = workspace.removeRun(id); !removed)
        return removed;
    if (!run->checkpointPath.empty())
        deleteFrom(workspace.folder() / "checkpoints", run->checkpointPath);
    return {};
}

} // namespace driftwood::workspace
