#include "ui/models/model_words.h"

#include "ui/format/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ModelWords", text); }

struct Metric {
    const char* name;
    const char* label;
};

/// In the order of what a person looks at first.
const std::vector<Metric>& metricsOf(training::Task task) {
    static const std::vector<Metric> kAnomaly{
        {"auc", QT_TRANSLATE_NOOP("ModelWords", "ROC AUC")},
        {"reconstruction_error", QT_TRANSLATE_NOOP("ModelWords", "Reconstruction error")},
        {"loss", QT_TRANSLATE_NOOP("ModelWords", "Loss")}};
    static const std::vector<Metric> kRegression{{"mae", QT_TRANSLATE_NOOP("ModelWords", "MAE")},
                                                 {"rmse", QT_TRANSLATE_NOOP("ModelWords", "RMSE")},
                                                 {"loss", QT_TRANSLATE_NOOP("ModelWords", "Loss")}};
    static const std::vector<Metric> kClassification{
        {"accuracy", QT_TRANSLATE_NOOP("ModelWords", "Accuracy")},
        {"f1", QT_TRANSLATE_NOOP("ModelWords", "F1")},
        {"auc", QT_TRANSLATE_NOOP("ModelWords", "ROC AUC")}};
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
    const QString over = model.lineage.incremental
                             ? tr(QT_TRANSLATE_NOOP("ModelWords", "tested before learned"))
                             : tr(QT_TRANSLATE_NOOP("ModelWords", "validation"));
    for (const Metric& metric : metricsOf(model.task))
        if (const auto value = model.validation.get(metric.name))
            figures.append({tr(metric.label), formatNumber(*value), over});
    if (model.task == training::Task::AnomalyDetection)
        figures.append({tr(QT_TRANSLATE_NOOP("ModelWords", "Threshold")), formatNumber(model.threshold),
                        tr(QT_TRANSLATE_NOOP("ModelWords", "%1 of training"))
                            .arg(formatPercent(model.lineage.training.thresholdQuantile))});
    return figures;
}

QString outputName(training::Task task) {
    switch (task) {
    case training::Task::AnomalyDetection:
        return tr(QT_TRANSLATE_NOOP("ModelWords", "Anomaly score"));
    case training::Task::Regression:
        return tr(QT_TRANSLATE_NOOP("ModelWords", "Prediction"));
    case training::Task::Classification:
        return tr(QT_TRANSLATE_NOOP("ModelWords", "Probability"));
    }
    return {};
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
            return {task == training::Task::AnomalyDetection
                        ? tr(QT_TRANSLATE_NOOP("ModelWords", "validation"))
                        : tr(metric.label),
                    formatNumber(it->get<double>())};
    return {};
}

} // namespace driftwood::ui
