#include "runs/training_job.h"

namespace driftwood::runs {

workspace::RunRow runRowOf(const TrainRequest& request) {
    workspace::RunRow row;
    row.name = request.modelName;
    row.datasetName = request.dataset;
    row.task = training::taskName(request.training.task);
    row.features = request.features;
    row.training = request.training;
    row.learner = request.learner;
    row.parentModelId = request.parentModelId;
    row.engine = request.engine == EngineChoice::LibTorch ? "libtorch" : "native";
    return row;
}

Result<TrainRequest> requestOf(const workspace::RunRow& row) {
    TrainRequest request;
    request.dataset = row.datasetName;
    request.modelName = row.name;
    request.learner = row.learner;
    request.parentModelId = row.parentModelId;
    request.engine = row.engine.starts_with("libtorch") ? EngineChoice::LibTorch : EngineChoice::Native;
    if (!row.features.value())
        return tl::unexpected<Error>(row.features.value().error());
    request.features = *row.features.value();
    if (!row.training.value())
        return tl::unexpected<Error>(row.training.value().error());
    request.training = *row.training.value();
    return request;
}

} // namespace driftwood::runs
