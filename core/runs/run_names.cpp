#include "runs/run_names.h"

#include "base/safe_name.h"
#include "workspace/activity_lock.h"

namespace driftwood::runs {

Status renameRun(workspace::Workspace& workspace, std::int64_t id, const std::string& name) {
    const std::string where = "run " + std::to_string(id);
    if (Status fine = checkName("a run", name); !fine)
        return fine;
    // While a run is trained, its journal overwrites the whole row.
    if (workspace::ActivityLock::isHeld(workspace.folder(), workspace::Activity::Run, id))
        return fail(ErrorCode::InvalidArgument, "the run is being trained", where,
                    "Stop it first, or rename it when it has ended.");
    auto row = workspace.run(id);
    if (!row)
        return forward(row);
    row->name = name;
    return workspace.updateRun(*row);
}

} // namespace driftwood::runs
