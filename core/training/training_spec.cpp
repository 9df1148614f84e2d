#include "training/training_spec.h"

#include "base/json_fields.h"
#include "training/objectives/objective.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::training {
namespace {

constexpr int kLargestBatch = 1 << 20;
constexpr int kMostEpochs = 1'000'000;

Result<OptimizerSpec> optimizerFromJson(const nlohmann::json& json, const std::string& where) {
    OptimizerSpec spec;
    JsonFields fields(json, where, "optimizer");
    fields.name("kind", spec.kind, optimizerFromName);
    fields.read("learningRate", spec.learningRate);
    fields.read("biasRateFactor", spec.biasRateFactor);
    fields.read("momentum", spec.momentum);
    fields.read("beta1", spec.beta1);
    fields.read("beta2", spec.beta2);
    fields.read("epsilon", spec.epsilon);
    fields.read("weightDecay", spec.weightDecay);
    if (auto ok = fields.finish(); !ok)
        return forward(ok);
    return spec;
}

} // namespace

std::string_view optimizerName(OptimizerKind kind) { return kind == OptimizerKind::Adam ? "adam" : "sgd"; }

std::optional<OptimizerKind> optimizerFromName(std::string_view name) {
    if (name == "adam")
        return OptimizerKind::Adam;
    if (name == "sgd")
        return OptimizerKind::Sgd;
    return std::nullopt;
}

Status check(const TrainingSpec& spec) {
    const auto refuse = [](const char* field, const char* why) {
        return fail(ErrorCode::InvalidArgument, why, field);
    };
    const OptimizerSpec& optimizer = spec.optimizer;
    const auto fraction = [](double x) { return x >= 0.0 && x < 1.0; };
    if (!(optimizer.learningRate > 0.0) || !std::isfinite(optimizer.learningRate))
        return refuse("optimizer.learningRate", "the learning rate must be greater than 0");
    if (!(optimizer.biasRateFactor >= 0.0) || !std::isfinite(optimizer.biasRateFactor))
        return refuse("optimizer.biasRateFactor", "the biases' rate factor must not be negative");
    if (!fraction(optimizer.momentum) || !fraction(optimizer.beta1) || !fraction(optimizer.beta2))
        return refuse("optimizer", "momentum, beta1 and beta2 must be at least 0 and less than 1");
    if (!(optimizer.epsilon > 0.0) || !std::isfinite(optimizer.epsilon))
        return refuse("optimizer.epsilon", "epsilon must be greater than 0");
    if (!(optimizer.weightDecay >= 0.0) || !std::isfinite(optimizer.weightDecay))
        return refuse("optimizer.weightDecay", "the weight decay must not be negative");
    if (spec.batchSize < 1 || spec.batchSize > kLargestBatch)
        return refuse("batchSize", "the batch size must be 1 to 1,048,576 rows");
    if (spec.epochs < 1 || spec.epochs > kMostEpochs)
        return refuse("epochs", "the number of epochs must be 1 to 1,000,000");
    if (spec.patience < 0)
        return refuse("patience", "the patience must not be negative; 0 never stops early");
    if (!(spec.thresholdQuantile >= 0.0 && spec.thresholdQuantile <= 1.0))
        return refuse("thresholdQuantile", "a quantile lies between 0 and 1");
    if (spec.classWeights != ClassWeights::None && !objectiveOf(spec.task).learnsClasses())
        return refuse("classWeights", "only a classification has classes to weigh");
    return {};
}

void to_json(nlohmann::json& json, const TrainingSpec& spec) {
    const OptimizerSpec& optimizer = spec.optimizer;
    json = {{"task", taskName(spec.task)},
            {"network", spec.network},
            {"optimizer",
             {{"kind", optimizerName(optimizer.kind)},
              {"learningRate", optimizer.learningRate},
              {"biasRateFactor", optimizer.biasRateFactor},
              {"momentum", optimizer.momentum},
              {"beta1", optimizer.beta1},
              {"beta2", optimizer.beta2},
              {"epsilon", optimizer.epsilon},
              {"weightDecay", optimizer.weightDecay}}},
            {"batchSize", spec.batchSize},
            {"epochs", spec.epochs},
            {"patience", spec.patience},
            {"shuffle", spec.shuffle},
            {"seed", spec.seed},
            {"thresholdQuantile", spec.thresholdQuantile}};
    if (spec.classWeights != ClassWeights::None)
        json["classWeights"] = classWeightsName(spec.classWeights);
    if (!spec.positiveClass.empty())
        json["positiveClass"] = spec.positiveClass;
}

std::string identityText(TrainingSpec spec) {
    spec.positiveClass.clear();
    return nlohmann::json(spec).dump();
}

Result<TrainingSpec> trainingSpecFromJson(const nlohmann::json& json, const std::string& where) {
    TrainingSpec spec;
    JsonFields fields(json, where);
    fields.version(kTrainingSpecVersion);
    fields.name("task", spec.task, taskFromName);
    if (const auto* network = fields.value("network"))
        fields.take(networkSpecFromJson(*network, where), spec.network);
    if (const auto* optimizer = fields.value("optimizer"))
        fields.take(optimizerFromJson(*optimizer, where), spec.optimizer);
    fields.read("batchSize", spec.batchSize, 1, kLargestBatch);
    fields.read("epochs", spec.epochs, 1, kMostEpochs);
    fields.read("patience", spec.patience, 0, kMostEpochs);
    fields.read("shuffle", spec.shuffle);
    fields.read("seed", spec.seed);
    fields.read("thresholdQuantile", spec.thresholdQuantile);
    if (fields.has("classWeights"))
        fields.name("classWeights", spec.classWeights, classWeightsFromName);
    if (fields.has("positiveClass"))
        fields.read("positiveClass", spec.positiveClass);
    if (auto ok = fields.finish(); !ok)
        return forward(ok);
    if (auto ok = check(spec); !ok)
        return fail(ErrorCode::CorruptData, ok.error().where + ": " + ok.error().what, where);
    return spec;
}

} // namespace driftwood::training
