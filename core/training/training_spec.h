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
    double biasRateFactor = 1.0;                       ///< factor on the biases' learning rate
    double momentum = 0.0;                             ///< SGD
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8; ///< Adam
    double weightDecay = 0.0;                          ///< L2, as in LibTorch's Adam and SGD
    bool operator==(const OptimizerSpec&) const = default;
};

/// All of the user's choices for a training run. Together with the data set's manifest and the feature spec
/// it determines the weights bit by bit on one machine type.
struct TrainingSpec {
    Task task = kUsualTask;
    NetworkSpec network;
    OptimizerSpec optimizer;
    int batchSize = 256; ///< one-pass runs: rows predicted before they are learned together; usually 1
    int epochs = 20;
    int patience = 5; ///< epochs without a better validation loss before stopping; 0: no early stopping
    bool shuffle = true;
    std::uint64_t seed = 1;
    double thresholdQuantile = 0.99; ///< anomaly detection: of the training rows' reconstruction error
    ClassWeights classWeights = ClassWeights::None; ///< classification
    /// Classification: the class to which precision, recall and F1 refer. Empty: the rarer of two classes (a
    /// run stores its name once known), none of more.
    std::string positiveClass;
    bool operator==(const TrainingSpec&) const = default;
};

/// InvalidArgument, naming the field, when a number is out of range.
[[nodiscard]] Status check(const TrainingSpec& spec);

/// The version of a spec's JSON. Version 1 is written without its number, as before there were versions.
inline constexpr int kTrainingSpecVersion = 1;
/// All fields are written and required when reading; nothing is guessed.
/// Exceptions: "classWeights" is omitted when all rows have weight 1,
/// as in files of versions without weights, and "positiveClass" when there is none.
void to_json(nlohmann::json& json, const TrainingSpec& spec);
/// JSON of the fields that determine the weights (all but positiveClass), which a checkpoint must match.
[[nodiscard]] std::string identityText(TrainingSpec spec);
[[nodiscard]] Result<TrainingSpec> trainingSpecFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::training
