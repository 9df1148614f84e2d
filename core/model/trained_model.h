#pragma once

#include "base/result.h"
#include "dataset/manifest.h"
#include "features/fitted_features.h"
#include "features/reference_statistics.h"
#include "training/baselines.h"
#include "training/learned.h"
#include "training/learners/learners.h"
#include "training/metrics.h"
#include "training/training_spec.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::model {

/// A field of the data set that a model does not read,
/// with the reason for the user: "a running number: it only grows".
struct LeftOutField {
    std::string path;
    std::string reason;
    bool operator==(const LeftOutField&) const = default;
};

/// A model's origin, down to offsets.
struct Lineage {
    dataset::Manifest dataset; ///< the whole manifest: ranges, digests, decoder, split
    training::TrainingSpec training;
    std::vector<LeftOutField> leftOut; ///< without the label; empty in models saved before this was stored
    /// Fields the model reads or predicts although there is a doubt, with the doubt: "it gives fault away …".
    std::vector<LeftOutField> doubtful;
    training::LearnerKind learner = training::LearnerKind::Batch;
    std::string engine;        ///< name of the engine that computed the gradients
    std::string parentModelId; ///< the model that this one replaces after retraining; may be empty
    /// The initial weights if there is a parent: kFromParent for its weights, else the reason against. Empty
    /// in models of versions that started anew without stating it.
    std::string startedFrom;
    static constexpr const char* kFromParent = "the parent's weights";
    /// Number of evaluation rows that are also in the data set of the parent whose weights were used: the
    /// metrics are too good on those.
    std::int64_t familiarRows = 0;
    int bestEpoch = 0;
    std::int64_t steps = 0;
    std::string stopReason;
    std::string createdAt; ///< ISO 8601
    std::string createdBy; ///< "driftwood 0.1.0"

    [[nodiscard]] const training::LearnerType& learnerType() const { return training::learnerOf(learner); }
};

/// One input row as read from the log with the model's outputs, checked when a bundle is loaded.
/// inputFields() in inputs.h determines the fields and their order; examples.h creates it.
struct Example {
    std::vector<double> numeric;                  ///< one per numeric source field, NaN if missing
    std::vector<std::optional<std::string>> text; ///< one per text source field, empty if missing
    std::vector<double> output;                   ///< as in outputs.h: one, or one per class
};

/// Everything needed for scoring and for knowing what the model is.
struct TrainedModel {
    std::string id; ///< short and unique: first 12 hex digits of the SHA-256 of weights, features, threshold
                    ///< and lineage
    std::string name;
    training::Task task = training::kUsualTask;
    features::FittedFeatures features;
    training::Learned learned;
    double threshold =
        0.0; ///< anomaly detection: reconstruction error above it is anomalous; binary classification: 0.5
    features::ReferenceStatistics reference;
    /// Metrics on rows that were not learned and on rows that were; both empty for a model that learned in
    /// one pass, all of them.
    training::Evaluation validation;
    training::Evaluation trainingEvaluation;
    training::Evaluation
        prequential; ///< in one pass: the predictions of all rows, each made before the row was learned
    /// Scores of predictions without a model on the rows of onNewRows(). Empty without a label.
    training::Baselines baselines;
    /// Training rows of each class;
    /// empty for other tasks and for models of versions that did not store them.
    std::vector<std::int64_t> classRows;
    Lineage lineage;
    std::vector<Example> examples;
    /// Whether its bundle has a digest of what determines predictions; bundles of version 1 have none.
    bool isVerified = true;

    [[nodiscard]] const training::Objective& objective() const { return training::objectiveOf(task); }
    [[nodiscard]] int classes() const { return static_cast<int>(features.classes().size()); }
    /// A class as it is written in the topic's records; for a flag "false" or "true".
    [[nodiscard]] std::string className(std::size_t index) const;
    [[nodiscard]] std::vector<std::string> classNames() const;
    /// The class to which precision, recall and F1 refer, from the
    /// training spec; nothing: they are means over the classes.
    [[nodiscard]] std::optional<std::size_t> positiveClass() const {
        return training::positiveClass(features.classes(), classRows, lineage.training.positiveClass);
    }
    /// True for scores and for two classes.
    [[nodiscard]] bool hasThreshold() const;
    /// Metrics on rows that were new to the model at that time.
    [[nodiscard]] const training::Evaluation& onNewRows() const {
        return lineage.learnerType().inOnePass ? prequential : validation;
    }
};

/// Computes the id from the content.
void assignId(TrainedModel& model);
/// Checks that features, network and weights fit together; InvalidArgument says what does not.
[[nodiscard]] Status checkConsistent(const TrainedModel& model);

/// The native bundle: a folder with model.json, weights.safetensors and MODEL_CARD.md.
/// It is written to a temporary folder beside it and renamed, so a bundle is complete or absent.
/// AlreadyExists when the folder exists.
[[nodiscard]] Status saveBundle(const TrainedModel& model, const std::filesystem::path& folder);
/// Refuses a bundle with inconsistent parts (CorruptData), and one whose weights do not match the digest in
/// model.json, whose features, network or threshold were changed, or whose examples give other outputs
/// (Mismatch). Checks every length in the files.
[[nodiscard]] Result<TrainedModel> loadBundle(const std::filesystem::path& folder);

/// The rows that the model's metrics leave out and those that always count as wrong,
/// one sentence each; see training::rowNotes().
[[nodiscard]] std::vector<std::string> rowNotes(const TrainedModel& model);
/// Text for the user: purpose, quality,
/// training data down to offsets, and caveats.
[[nodiscard]] std::string modelCard(const TrainedModel& model);

} // namespace driftwood::model
