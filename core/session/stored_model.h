#pragma once

#include "model/trained_model.h"
#include "workspace/workspace.h"

#include <memory>

namespace driftwood::session {

/// Loads the bundle of the workspace's model with this id, unique prefix or name.
[[nodiscard]] Result<std::shared_ptr<const model::TrainedModel>>
loadStoredModel(workspace::Workspace& workspace, const std::string& idOrName);

} // namespace driftwood::session
