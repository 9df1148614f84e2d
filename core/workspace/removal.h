#pragma once

#include "workspace/workspace.h"

namespace driftwood::workspace {

/// Removes a model from the workspace and deletes its bundle if that lies in the workspace's folder of
/// models. A bundle elsewhere belongs to someone else and is kept, as are files of exports. Fails like
/// Workspace::removeModel(), and then deletes nothing.
[[nodiscard]] Status removeModelAndBundle(Workspace& workspace, const std::string& id);

/// The same for a run and its checkpoint.
[[nodiscard]] Status removeRunAndCheckpoint(Workspace& workspace, std::int64_t id);

} // namespace driftwood::workspace
