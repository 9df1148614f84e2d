#include "session/stored_model.h"

namespace driftwood::session {

Result<std::shared_ptr<const model::TrainedModel>> loadStoredModel(workspace::Workspace& workspace,
                                                                   const std::string& idOrName) {
    auto row = workspace.model(idOrName);
    if (!row)
        return forward(row);
    auto model = model::loadBundle(row->bundlePath);
    if (!model)
        return forward(model);
    return std::make_shared<const model::TrainedModel>(std::move(*model));
}

} // namespace driftwood::session
