#pragma once

#include "base/result.h"
#include "dataset/manifest.h"
#include "features/fitted_features.h"
#include "features/reference_statistics.h"
#include "training/baselines.h"
#include "training/metrics.h"
#include "training/training_spec.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::model {

/// A field of the data set that a model does not read, and why, for people: "a running number: it only
/// grows".
struct LeftOutField {
    std::string path;
    std::string reason;
    bool operator==(const LeftOutField&) const = default;
};

/// Where a model came from, down to offsets.
struct Lineage {
    dataset::Manifest dataset; ///< the whole manifest: ranges, digests, decoder, split
    training::TrainingSpec training;
    std::vector<LeftOutField> leftOut; ///< but the label; empty for a model from before this was kept
    /// What it reads or predicts although something speaks against it, and what: "it gives fault away …".
    std::vector<LeftOutField> doubtful;
    bool incremental = false;
    std::string engine;        ///< which code computed the gradients
    std::string parentModelId; ///< the model this one was retrained after; empty
    /// What training began with where there is a parent: kFromParent for its weights, else why not. Empty in
    /// models of versions that began anew without saying so.
    std::string startedFrom;
    static constexpr const char* kFromParent = "the parent's weights";
    /// Of the rows it was judged by: those of the data set that its parent, whose weights it began with, was
    /// made of. Its figures flatter it there.
    std::int64_t familiarRows = 0;
    int bestEpoch = 0;
    std::int64_t steps = 0;
    std::string stopReason;
    std::string createdAt; ///< ISO 8601
    std::string createdBy; ///< "driftwood 0.1.0"
};

/// One input row as read from the log, with what the model made of it: checked when a bundle is loaded. Which
/// fields it holds, in which order, is inputs.h's inputFields(); made by examples.h.
struct Example {
    std::vector<double> numeric;                  ///< one per numeric source field, NaN when missing
    std::vector<std::optional<std::string>> text; ///< one per text source field, nothing when missing
    std::vector<double> output;                   ///< as outputs.h has them: one, or one per class
};

/// Everything needed to score and to know what one is scoring with.
struct TrainedModel {
    std::string id; ///< short and unique: first 12 hex digits of the SHA-256 of weights, features, threshold
                    ///< and lineage
    std::string name;
    training::Task task = training::Task::AnomalyDetection;
    features::FittedFeatures features;
    training::DenseShape shape;
    std::vector<float> parameters;
    double threshold =
        0.0; ///< anomaly detection: reconstruction error above it is anomalous; binary classification: 0.5
    features::ReferenceStatistics reference;
    /// On rows it did not learn from, and on those it did; both empty for an incremental model, which has
    /// learned from all of them.
    training::Evaluation validation;
    training::Evaluation trainingEvaluation;
    training::Evaluation
        prequential; ///< incremental: every row as it was predicted before it was learned from
    /// How good guesses without a model are on the rows of onNewRows(). None without a label.
    training::Baselines baselines;
    /// Training rows of each class; empty for other tasks, and where a model of an earlier version does not
    /// know.
    std::vector<std::int64_t> classRows;
    Lineage lineage;
    std::vector<Example> examples;
    /// Whether its bundle has a digest of what decides predictions: those of the first version have none.
    bool isVerified = true;

    [[nodiscard]] int classes() const { return static_cast<int>(features.classes().size()); }
    /// The class that precision, recall and F1 are of: that of the training spec; nothing: they are means
    /// over the classes.
    [[nodiscard]] std::optional<std::size_t> positiveClass() const {
        return training::positiveClass(features.classes(), classRows, lineage.training.positiveClass);
    }
    /// Anomaly detection and two classes have one.
    [[nodiscard]] bool hasThreshold() const;
    /// How good it was on rows that were new to it then.
    [[nodiscard]] const training::Evaluation& onNewRows() const {
        return lineage.incremental ? prequential : validation;
    }
};

/// Fills in id from the content.
void assignId(TrainedModel& model);
/// Whether features, network and weights fit together; InvalidArgument says what does not.
[[nodiscard]] Status checkConsistent(const TrainedModel& model);

/// The native bundle: a folder with model.json, weights.safetensors and MODEL_CARD.md. Written into a
/// temporary folder beside it and renamed, so a bundle is whole or not there. AlreadyExists when the folder
/// is.
[[nodiscard]] Status saveBundle(const TrainedModel& model, const std::filesystem::path& folder);
/// Refuses a bundle whose parts do not fit together (CorruptData), whose digest of the weights differs from
/// the one in model.json, whose features, network or threshold were changed, or whose examples no longer give
/// their outputs (Mismatch). Trusts no length in the files.
[[nodiscard]] Result<TrainedModel> loadBundle(const std::filesystem::path& folder);

/// Which rows the model's figures leave out and which count as wrong in any case, a sentence each; see
/// training::rowNotes().
[[nodiscard]] std::vector<std::string> rowNotes(const TrainedModel& model);
/// For people: what it does, how good it is, what it was trained on, down to offsets, and what to be careful
/// about.
[[nodiscard]] std::string modelCard(const TrainedModel& model);

} // namespace driftwood::model
