#include "runs/training_job.h"

#include "base/bounded_json.h"

#include <nlohmann/json.hpp>

namespace driftwood::runs {

workspace::RunRow runRowOf(const TrainRequest& request) {
    workspace::RunRow row;
    row.name = request.modelName;
    row.datasetName = request.dataset;
    row.task = training::taskName(request.training.task);
    row.featureSpecJson = nlohmann::json(request.features).dump();
    row.trainingSpecJson = nlohmann::json(request.training).dump();
    row.learner = request.learner;
    row.parentModelId = request.parentModelId;
    row.engine = request.engine == EngineChoice::LibTorch ? "libtorch" : "native";
    return row;
}

Result<TrainRequest> requestOf(const workspace::RunRow& row) {
    const std::string where = "run " + std::to_string(row.id);
    TrainRequest request;
    request.dataset = row.datasetName;
    request.modelName = row.name;
    request.learner = row.learner;
    request.parentModelId = row.parentModelId;
    request.engine = row.engine.starts_with("libtorch") ? EngineChoice::LibTorch : EngineChoice::Native;
    auto features = features::featureSpecFromJson(parseBoundedJson(row.featureSpecJson), where);
    if (!features)
        return forward(features);
    request.features = std::move(*features);
    auto training = training::trainingSpecFromJson(parseBoundedJson(row.trainingSpecJson), where);
    if (!training)
        return forward(training);
    request.training = std::move(*training);
    return request;
}

} // namespace driftwood::runs
