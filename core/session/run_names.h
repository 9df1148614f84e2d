#pragma once

#include "workspace/workspace.h"

namespace driftwood::session {

/// Gives a run another name. InvalidArgument while it is trained, by whomever, and for an empty name. The
/// model it made keeps its own.
[[nodiscard]] Status renameRun(workspace::Workspace& workspace, std::int64_t id, const std::string& name);

} // namespace driftwood::session
