#include "model/trained_model.h"

#include "dataset/digest.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "model/model_json.h"
#include "model/weights.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::model {
namespace {

constexpr std::size_t kIdDigits = 12;

int expectedOutputs(const TrainedModel& model) {
    return model.objective().outputs(model.shape.inputs(), model.classes());
}

tl::unexpected<Error> doesNotFit(std::string what) {
    return fail(ErrorCode::InvalidArgument, "the model's parts do not fit together: " + std::move(what));
}

} // namespace

bool TrainedModel::hasThreshold() const {
    const training::PredictionKind prediction = objective().prediction;
    return prediction == training::PredictionKind::Score ||
           (prediction == training::PredictionKind::Class && classes() == 2);
}

std::string TrainedModel::className(std::size_t index) const {
    const std::string& category = features.classes()[index];
    if (category != "0" && category != "1")
        return category;
    const auto label = features::FieldReader::bind(lineage.dataset.decoder.schema, features.spec().labelPath);
    return std::string(label ? features::recordText(label->type(), category) : category);
}

std::vector<std::string> TrainedModel::classNames() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < features.classes().size(); ++i)
        names.push_back(className(i));
    return names;
}

Status checkConsistent(const TrainedModel& model) {
    const auto& sizes = model.shape.sizes;
    if (sizes.size() < 2 || std::any_of(sizes.begin(), sizes.end(), [](int size) { return size < 1; }))
        return doesNotFit("the network has no layers or an empty one");
    if (static_cast<std::size_t>(model.shape.inputs()) != model.features.outputs())
        return doesNotFit("the network takes " + std::to_string(model.shape.inputs()) +
                          " inputs, the features give " + std::to_string(model.features.outputs()));
    if (model.objective().learnsClasses() && model.classes() < 2)
        return doesNotFit("a classifier needs at least two classes");
    if (model.shape.outputs() != expectedOutputs(model))
        return doesNotFit("the network gives " + std::to_string(model.shape.outputs()) +
                          " outputs, the task needs " + std::to_string(expectedOutputs(model)));
    if (model.parameters.size() != model.shape.parameterCount())
        return doesNotFit("there are " + std::to_string(model.parameters.size()) +
                          " weights, the network needs " + std::to_string(model.shape.parameterCount()));
    if (!std::all_of(model.parameters.begin(), model.parameters.end(),
                     [](float weight) { return std::isfinite(weight); }))
        return doesNotFit("a weight is not a finite number");
    if (!std::isfinite(model.threshold))
        return doesNotFit("the threshold is not a finite number");
    return {};
}

void assignId(TrainedModel& model) {
    const nlohmann::json content = {{"weights", dataset::sha256Hex(encodeWeights(model))},
                                    {"features", model.features},
                                    {"threshold", model.threshold},
                                    {"lineage", lineageJson(model.lineage)}};
    model.id = dataset::sha256Hex(content.dump()).substr(0, kIdDigits);
}

} // namespace driftwood::model
