#include "ui/models/model_words.h"

#include "ui/format/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::ui {
namespace {

struct ModelWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::ModelWords)
};

struct Metric {
    const char* name;
    const char* label;
};

/// In the order of what a person looks at first.
const std::vector<Metric>& metricsOf(training::Task task) {
    static const std::vector<Metric> kAnomaly{
        {"auc", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "ROC AUC")},
        {"reconstruction_error", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "Reconstruction error")},
        {"loss", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "Loss")}};
    static const std::vector<Metric> kRegression{
        {"mae", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "MAE")},
        {"rmse", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "RMSE")},
        {"loss", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "Loss")}};
    static const std::vector<Metric> kClassification{
        {"accuracy", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "Accuracy")},
        {"f1", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "F1")},
        {"auc", QT_TRANSLATE_NOOP("driftwood::ui::ModelWords", "ROC AUC")}};
    switch (task) {
    case training::Task::AnomalyDetection:
        return kAnomaly;
    case training::Task::Regression:
        return kRegression;
    case training::Task::Classification:
        return kClassification;
    }
    return kAnomaly;
}

} // namespace

QList<Figure> qualityFigures(const model::TrainedModel& model) {
    QList<Figure> figures;
    const QString over =
        model.lineage.incremental ? ModelWords::tr("tested before learned") : ModelWords::tr("validation");
    for (const Metric& metric : metricsOf(model.task))
        if (const auto value = model.validation.get(metric.name))
            figures.append({ModelWords::tr(metric.label), formatNumber(*value), over});
    if (model.task == training::Task::AnomalyDetection)
        figures.append(
            {ModelWords::tr("Threshold"), formatNumber(model.threshold),
             ModelWords::tr("%1 of training").arg(formatPercent(model.lineage.training.thresholdQuantile))});
    return figures;
}

QString outputName(training::Task task) {
    switch (task) {
    case training::Task::AnomalyDetection:
        return ModelWords::tr("Anomaly score");
    case training::Task::Regression:
        return ModelWords::tr("Prediction");
    case training::Task::Classification:
        return ModelWords::tr("Probability");
    }
    return {};
}

QString activationTitle(training::Activation activation) {
    return activation == training::Activation::Relu ? QStringLiteral("ReLU") : QStringLiteral("tanh");
}

QString optimizerTitle(training::OptimizerKind kind) {
    return kind == training::OptimizerKind::Adam ? QStringLiteral("Adam") : QStringLiteral("SGD");
}

int versionOf(const std::vector<workspace::ModelRow>& models, const workspace::ModelRow& row) {
    // Newest first: those of the name from here on are this one and the older ones.
    const auto here = std::ranges::find(models, row.id, &workspace::ModelRow::id);
    return static_cast<int>(std::count_if(
        here, models.end(), [&](const workspace::ModelRow& other) { return other.name == row.name; }));
}

StoredFigure storedFigure(const workspace::ModelRow& row) {
    const auto metrics = nlohmann::json::parse(row.metricsJson, nullptr, false);
    const auto task = training::taskFromName(row.task);
    if (!metrics.is_object() || !task)
        return {};
    for (const Metric& metric : metricsOf(*task))
        if (const auto it = metrics.find(metric.name); it != metrics.end() && it->is_number())
            return {task == training::Task::AnomalyDetection ? ModelWords::tr("validation")
                                                             : ModelWords::tr(metric.label),
                    formatNumber(it->get<double>())};
    return {};
}

} // namespace driftwood::ui
