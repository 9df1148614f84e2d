#pragma once

#include "training/class_weights.h"
#include "training/network_spec.h"

#include <cstdint>

namespace driftwood::training {

enum class OptimizerKind : unsigned char { Adam, Sgd };
[[nodiscard]] std::string_view optimizerName(OptimizerKind kind); ///< "adam", "sgd"
[[nodiscard]] std::optional<OptimizerKind> optimizerFromName(std::string_view name);

struct OptimizerSpec {
    OptimizerKind kind = OptimizerKind::Adam;
    double learningRate = 1e-3;
    double biasRateFactor = 1.0;                       ///< the biases' learning rate over the weights'
    double momentum = 0.0;                             ///< SGD
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8; ///< Adam
    double weightDecay = 0.0;                          ///< L2, as in LibTorch's Adam and SGD
    bool operator==(const OptimizerSpec&) const = default;
};

/// Everything a person chooses of a training run; with the data set's manifest and the feature spec it
/// determines the weights bit by bit on one machine type.
struct TrainingSpec {
    Task task = Task::AnomalyDetection;
    NetworkSpec network;
    OptimizerSpec optimizer;
    int batchSize = 256; ///< incremental training: rows predicted before they are learned together; usually 1
    int epochs = 20;
    int patience = 5; ///< epochs without a better validation loss before stopping; 0: never stop early
    bool shuffle = true;
    std::uint64_t seed = 1;
    double thresholdQuantile = 0.99; ///< anomaly detection: of the training rows' reconstruction error
    ClassWeights classWeights = ClassWeights::None; ///< classification
    /// Classification: the class that precision, recall and F1 are of. Empty: of two classes the rarer one (a
    /// run names it once it knows), of more none.
    std::string positiveClass;
    bool operator==(const TrainingSpec&) const = default;
};

/// InvalidArgument that names the field when a number is outside what can work.
[[nodiscard]] Status check(const TrainingSpec& spec);

/// Every field is written and every field is asked for: what a file does not say is never guessed. Only
/// "classWeights" is left out where all rows count alike, as in files of versions that had no weights, and
/// "positiveClass" where there is none.
void to_json(nlohmann::json& json, const TrainingSpec& spec);
/// The same of what decides the weights, which the positive class does not: what a checkpoint must fit.
[[nodiscard]] std::string identityText(TrainingSpec spec);
[[nodiscard]] Result<TrainingSpec> trainingSpecFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::training
