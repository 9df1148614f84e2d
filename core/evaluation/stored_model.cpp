#include "evaluation/stored_model.h"

#include "base/files.h"

#include <algorithm>

namespace driftwood::evaluation {

Result<std::shared_ptr<const model::TrainedModel>> loadStoredModel(workspace::Workspace& workspace,
                                                                   const std::string& idOrName) {
    auto row = workspace.model(idOrName);
    if (!row)
        return forward(row);
    auto model = model::loadBundle(row->bundlePath);
    if (!model)
        return forward(model);
    model->name = row->name; // it may have been renamed
    return std::make_shared<const model::TrainedModel>(std::move(*model));
}

workspace::ModelRow rowOf(const model::TrainedModel& model, const std::filesystem::path& bundle,
                          std::int64_t runId) {
    workspace::ModelRow row;
    row.id = model.id;
    row.name = model.name;
    row.task = training::taskName(model.task);
    row.bundlePath = bundle.string();
    row.datasetName = model.lineage.dataset.name;
    row.runId = runId;
    row.parentModelId = model.lineage.parentModelId;
    row.quality =
        workspace::StoredQuality{model.onNewRows(), model.baselines, model.lineage.learnerType().inOnePass};
    row.createdAt = model.lineage.createdAt;
    return row;
}

Result<TakenIn> takeInModel(workspace::Workspace& workspace, const std::filesystem::path& bundle) {
    auto loaded = model::loadBundle(bundle);
    if (!loaded)
        return forward(loaded);
    auto model = std::make_shared<const model::TrainedModel>(std::move(*loaded));
    // By whole ids: a name may stand for several models.
    const auto known = workspace.models();
    if (!known)
        return tl::unexpected<Error>(known.error());
    if (std::ranges::find(*known, model->id, &workspace::ModelRow::id) != known->end())
        return TakenIn{std::move(model), true};
    const auto folder = workspace.folder() / "models" / model->id;
    if (Status made = makeFolder(folder.parent_path(), FileAccess::Private); !made)
        return forward(made);
    std::error_code ignored;
    if (!std::filesystem::equivalent(bundle, folder, ignored)) {
        if (std::filesystem::exists(folder)) { // what lies there has the model's id, and has to be it
            if (const auto there = model::loadBundle(folder); !there)
                return tl::unexpected<Error>(there.error());
        } else if (Status saved = model::saveBundle(*model, folder); !saved) {
            return forward(saved);
        }
    }
    if (Status added = workspace.addModel(rowOf(*model, folder, 0)); !added)
        return forward(added);
    return TakenIn{std::move(model), false};
}

} // namespace driftwood::evaluation
