#pragma once

#include "model/trained_model.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace driftwood::evaluation {

/// Loads the bundle of the workspace's model with this id, unique prefix or name.
[[nodiscard]] Result<std::shared_ptr<const model::TrainedModel>>
loadStoredModel(workspace::Workspace& workspace, const std::string& idOrName);

/// A workspace's row for a model with its bundle at `bundle`. `runId` 0: the model comes from no run here.
[[nodiscard]] workspace::ModelRow rowOf(const model::TrainedModel& model, const std::filesystem::path& bundle,
                                        std::int64_t runId);

struct TakenIn {
    std::shared_ptr<const model::TrainedModel> model;
    bool wasKnown = false; ///< the workspace had the model already
};
/// Registers the model of a bundle in a workspace. A bundle in the workspace's own models folder stays where
/// it is; any other is copied there. Fails like model::loadBundle.
[[nodiscard]] Result<TakenIn> takeInModel(workspace::Workspace& workspace,
                                          const std::filesystem::path& bundle);

} // namespace driftwood::evaluation
