#pragma once

#include "dataset/field_statistics.h"
#include "profiling/field_roles.h"
#include "runs/training_job.h"

#include <QList>
#include <QStringList>

namespace driftwood::ui {

/// A new run as typed in the form; numbers are still texts.
struct RunDraft {
    QString dataset;
    QString name;
    training::Task task = training::kUsualTask;
    QString label;
    QString positive; ///< the class of precision, recall and F1; empty: the rarer one of two
    training::NetworkKind network = training::NetworkKind::Autoencoder;
    QString hidden;
    training::Activation activation = training::Activation::Relu;
    training::OptimizerKind optimizer = training::OptimizerKind::Adam;
    QString learningRate, batch, epochs, patience, seed, quantile;
    training::ClassWeights classWeights = training::ClassWeights::None; ///< for classification only
    training::LearnerKind learner = training::LearnerKind::Batch;
    runs::EngineChoice engine = runs::EngineChoice::Native;
    std::vector<features::FeatureInput> inputs;
    bool inputsUnknown = false;  ///< no suggestion yet: the run makes it, from the same roles
    training::TrainingSpec base; ///< settings without a field: momentum, betas, weight decay
    std::string parentModelId;

    /// The form's initial contents for a task.
    [[nodiscard]] static RunDraft forTask(training::Task task);
    /// The form's contents with the settings of an earlier run or model.
    [[nodiscard]] static RunDraft from(const training::TrainingSpec& spec,
                                       const features::FeatureSpec& features, training::LearnerKind learner);
    void setSpec(const training::TrainingSpec& spec);
    /// Sets the usual epochs and patience for a data set.
    void suggestLength(const dataset::Manifest& manifest);
    /// Also changes the batch size, unless the user typed an unusual one.
    void setLearner(training::LearnerKind kind);
};

enum class DraftField : unsigned char {
    Dataset,
    Name,
    Label,
    Positive,
    Network,
    Hidden,
    LearningRate,
    Batch,
    Epochs,
    Patience,
    ClassWeights,
    Seed,
    Quantile,
    Features,
};

/// Why a field's value is invalid: one sentence with a proposal.
struct DraftProblem {
    DraftField field;
    QString sentence;
};

struct CheckedDraft {
    runs::TrainRequest request; ///< valid if there is no problem
    QList<DraftProblem> problems;

    [[nodiscard]] QString problemOf(DraftField field) const;
};
/// The classes of the label that a run would learn from these rows.
struct LabelClasses {
    QStringList names;   ///< most frequent first; empty: unknown
    bool areAll = false; ///< every row was read; if false, a sample was, and there may be more classes
};
[[nodiscard]] CheckedDraft check(const RunDraft& draft, const records::Schema& schema,
                                 const LabelClasses& classes = {});

/// Fields that may be the label, the likely ones first. Fields that identify a record, contain its time, are
/// ignored or missing in more than half of the rows come last. `statistics` may be empty; then only types are
/// known. `roles` may be null while they are unknown.
[[nodiscard]] QStringList labelSuggestions(training::Task task, const records::Schema& schema,
                                           const std::vector<dataset::FieldStatistics>& statistics,
                                           const profiling::FieldRoles* roles = nullptr);

} // namespace driftwood::ui
