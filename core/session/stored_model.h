#pragma once

#include "model/trained_model.h"
#include "workspace/workspace.h"

#include <memory>

namespace driftwood::session {

/// The model a workspace knows by id, unique prefix or name, read from its bundle.
[[nodiscard]] Result<std::shared_ptr<const model::TrainedModel>>
loadStoredModel(workspace::Workspace& workspace, const std::string& idOrName);

} // namespace driftwood::session
