#pragma once

#include "model/trained_model.h"
#include "session/store.h"
#include "ui/widgets/rich_text.h"

#include <QList>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// A number with its name and what it was taken over.
struct Figure {
    QString label;
    QString value;
    QString note;
};

/// What says how good a model is, the most telling first: by its task, honest about what it was measured on.
[[nodiscard]] QList<Figure> qualityFigures(const model::TrainedModel& model);
/// Below the figures: over how many rows they are, what they stand beside, which class they are of. What an
/// autoencoder's figure means, which has nothing to stand beside.
[[nodiscard]] RichText qualityText(const model::TrainedModel& model);
/// As the field writes them: "ReLU", "tanh"; "Adam", "SGD".
[[nodiscard]] QString activationTitle(training::Activation activation);
[[nodiscard]] QString optimizerTitle(training::OptimizerKind kind);

/// Versions are counted within a name, oldest first: "v3". The workspace keeps no numbers of its own.
[[nodiscard]] int versionOf(const std::vector<workspace::ModelRow>& models, const workspace::ModelRow& row);
/// The headline metric of a stored model, by name and value, and the best baseline where the model is worse;
/// empty where there is none.
struct StoredFigure {
    QString name;
    QString value;
    QString worseThan; ///< "last value 2.4"
};
[[nodiscard]] StoredFigure storedFigure(const workspace::ModelRow& row);

} // namespace driftwood::ui
