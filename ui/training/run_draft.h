#pragma once

#include "dataset/field_statistics.h"
#include "profiling/field_roles.h"
#include "runs/training_job.h"

#include <QList>
#include <QStringList>

namespace driftwood::ui {

/// A new run as it stands in the form: numbers are still what was typed.
struct RunDraft {
    QString dataset;
    QString name;
    training::Task task = training::kUsualTask;
    QString label;
    QString positive; ///< class that precision, recall and F1 are of; empty: of two the rarer one
    training::NetworkKind network = training::NetworkKind::Autoencoder;
    QString hidden;
    training::Activation activation = training::Activation::Relu;
    training::OptimizerKind optimizer = training::OptimizerKind::Adam;
    QString learningRate, batch, epochs, patience, seed, quantile;
    training::ClassWeights classWeights = training::ClassWeights::None; ///< of a classification
    bool incremental = false;
    runs::EngineChoice engine = runs::EngineChoice::Native;
    std::vector<features::FeatureInput> inputs;
    bool inputsUnknown = false;  ///< still being read: the run suggests them itself, from the same roles
    training::TrainingSpec base; ///< what the form does not ask for: momentum, betas, weight decay
    std::string parentModelId;

    /// The form as it begins for a task.
    [[nodiscard]] static RunDraft forTask(training::Task task);
    /// With the choices of an earlier run or model.
    [[nodiscard]] static RunDraft from(const training::TrainingSpec& spec,
                                       const features::FeatureSpec& features, bool incremental);
    void setSpec(const training::TrainingSpec& spec);
    /// The usual epochs and patience for a data set.
    void suggestLength(const dataset::Manifest& manifest);
    /// Changes the batch size with it, unless another than the usual one was typed.
    void setIncremental(bool inOnePass);
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

/// Why a field cannot stay as it is: one sentence with a proposal.
struct DraftProblem {
    DraftField field;
    QString sentence;
};

struct CheckedDraft {
    runs::TrainRequest request; ///< to be used where there is no problem
    QList<DraftProblem> problems;

    [[nodiscard]] QString problemOf(DraftField field) const;
};
/// The classes of the label that a run would learn from these rows.
struct LabelClasses {
    QStringList names;   ///< most frequent first; empty: not known
    bool areAll = false; ///< every row was read; else those of a sample, and there may be more
};
[[nodiscard]] CheckedDraft check(const RunDraft& draft, const records::Schema& schema,
                                 const LabelClasses& classes = {});

/// Fields that may be predicted, the likely ones first; fields that identify a record, say when it happened,
/// are ignored or missing in more than half of the rows come last. `statistics` may be empty: only types are
/// known then. `roles` may be null: not known yet.
[[nodiscard]] QStringList labelSuggestions(training::Task task, const records::Schema& schema,
                                           const std::vector<dataset::FieldStatistics>& statistics,
                                           const profiling::FieldRoles* roles = nullptr);

} // namespace driftwood::ui
