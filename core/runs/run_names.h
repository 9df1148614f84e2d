#pragma once

#include "workspace/workspace.h"

namespace driftwood::runs {

/// Renames a run. InvalidArgument while any process trains it, and for an empty name.
/// The run's model keeps its name.
[[nodiscard]] Status renameRun(workspace::Workspace& workspace, std::int64_t id, const std::string& name);

} // namespace driftwood::runs
