#pragma once

#include "model/trained_model.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace driftwood::session {

/// Loads the bundle of the workspace's model with this id, unique prefix or name.
[[nodiscard]] Result<std::shared_ptr<const model::TrainedModel>>
loadStoredModel(workspace::Workspace& workspace, const std::string& idOrName);

/// What a workspace notes down of a model, whose bundle lies at `bundle`. `runId` 0: no run of it.
[[nodiscard]] workspace::ModelRow rowOf(const model::TrainedModel& model, const std::filesystem::path& bundle,
                                        std::int64_t runId);

/// Takes a bundle into a workspace that does not know its model: one of its own that it has lost track of, or
/// one that was made elsewhere, which is copied. AlreadyExists where it knows the model; the errors of
/// model::loadBundle.
[[nodiscard]] Result<std::shared_ptr<const model::TrainedModel>>
takeInModel(workspace::Workspace& workspace, const std::filesystem::path& bundle);

} // namespace driftwood::session
