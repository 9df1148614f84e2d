#include "model/trained_model.h"

#include "dataset/digest.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "model/model_json.h"
#include "training/objectives/objective.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::model {
namespace {

constexpr std::size_t kIdDigits = 12;

int expectedOutputs(const TrainedModel& model) {
    return model.objective().outputs(model.learned.network().inputs(), model.classes());
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
    if (Status learned = model.learned.check(); !learned)
        return doesNotFit(learned.error().what);
    const training::Network& network = model.learned.network();
    if (static_cast<std::size_t>(network.inputs()) != model.features.outputs())
        return doesNotFit("the network takes " + std::to_string(network.inputs()) +
                          " inputs, the features give " + std::to_string(model.features.outputs()));
    if (model.objective().learnsClasses() && model.classes() < 2)
        return doesNotFit("a classifier needs at least two classes");
    if (network.outputs() != expectedOutputs(model))
        return doesNotFit("the network gives " + std::to_string(network.outputs()) +
                          " outputs, the task needs " + std::to_string(expectedOutputs(model)));
    if (!std::isfinite(model.threshold))
        return doesNotFit("the threshold is not a finite number");
    return {};
}

void assignId(TrainedModel& model) {
    const nlohmann::json content = {{"weights", dataset::sha256Hex(model.learned.encode())},
                                    {"features", model.features},
                                    {"threshold", model.threshold},
                                    {"lineage", lineageJson(model.lineage)}};
    model.id = dataset::sha256Hex(content.dump()).substr(0, kIdDigits);
}

} // namespace driftwood::model
