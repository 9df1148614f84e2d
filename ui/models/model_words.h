#pragma once

#include "model/trained_model.h"
#include "session/store.h"
#include "ui/widgets/text/rich_text.h"

#include <QList>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// A figure with its label and a note on the rows it was measured on.
struct Figure {
    QString label;
    QString value;
    QString note;
};

/// Figures for a model's quality, the most important first. They depend on its task and state what they were
/// measured on.
[[nodiscard]] QList<Figure> qualityFigures(const model::TrainedModel& model);
/// The text below the figures: the number of rows, the baselines, the class that they refer to. For an
/// autoencoder, which has no baseline, it explains the figure's meaning.
[[nodiscard]] RichText qualityText(const model::TrainedModel& model);
/// The usual names: "ReLU", "tanh"; "Adam", "SGD".
[[nodiscard]] QString activationTitle(training::Activation activation);
[[nodiscard]] QString optimizerTitle(training::OptimizerKind kind);

/// Versions are counted per name, oldest first: "v3". The workspace stores no version numbers.
[[nodiscard]] int versionOf(const std::vector<workspace::ModelRow>& models, const workspace::ModelRow& row);
/// A stored model's headline metric, as name and value, and the best baseline if the model is worse; empty if
/// there is none.
struct StoredFigure {
    QString name;
    QString value;
    QString worseThan; ///< "last value 2.4"
};
[[nodiscard]] StoredFigure storedFigure(const workspace::ModelRow& row);

} // namespace driftwood::ui
