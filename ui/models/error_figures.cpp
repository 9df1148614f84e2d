#include "ui/models/error_figures.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"

#include <QCoreApplication>
#include <cmath>

namespace driftwood::ui {
namespace {

struct ErrorFigures {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::ErrorFigures)
};

QString number(double value) { return formatNumber(value); }
QString share(double value) {
    return std::isnan(value) ? formatNumber(value) : percentFigure(value) + QStringLiteral(" %");
}

/// The metric on these records, beside what it was when the model was trained.
Figure metric(const evaluation::ErrorStudy& study, const char* key, const QString& label,
              QString (*text)(double)) {
    const auto then = study.model->onNewRows().get(key);
    return {label, text(study.evaluation.get(key).value_or(std::nan(""))),
            then ? ErrorFigures::tr("%1 when trained").arg(text(*then)) : QString()};
}

QList<Figure> anomalyFigures(const evaluation::ErrorStudy& study) {
    const double rate = study.evaluation.get("anomaly_rate").value_or(std::nan(""));
    const auto inTraining = study.model->trainingEvaluation.get("anomaly_rate");
    return {metric(study, "reconstruction_error", ErrorFigures::tr("Mean score"), number),
            {ErrorFigures::tr("Beyond the threshold"), share(rate),
             inTraining ? ErrorFigures::tr("%1 of training").arg(share(*inTraining)) : QString()},
            {ErrorFigures::tr("Records beyond"), formatCount(study.wrong),
             ErrorFigures::tr("of %1").arg(formatCount(study.rows))},
            {ErrorFigures::tr("Largest score"),
             formatNumber(study.largest.empty() ? std::nan("") : study.largest.front().size),
             ErrorFigures::tr("threshold %1").arg(formatNumber(study.model->threshold))}};
}

QList<Figure> regressionFigures(const evaluation::ErrorStudy& study) {
    return {metric(study, "mae", ErrorFigures::tr("MAE"), number),
            metric(study, "rmse", ErrorFigures::tr("RMSE"), number),
            {ErrorFigures::tr("Bias"), formatNumber(study.bias),
             study.bias > 0 ? ErrorFigures::tr("predicts too much on average")
                            : ErrorFigures::tr("predicts too little on average")},
            {ErrorFigures::tr("95 % are off by at most"), formatNumber(study.errorP95),
             ErrorFigures::tr("largest %1")
                 .arg(formatNumber(study.largest.empty() ? std::nan("") : study.largest.front().size))}};
}

QList<Figure> classificationFigures(const evaluation::ErrorStudy& study) {
    QList<Figure> figures{metric(study, "accuracy", ErrorFigures::tr("Accuracy"), share),
                          metric(study, "f1", ErrorFigures::tr("F1"), number)};
    if (study.evaluation.get("auc"))
        figures.append(metric(study, "auc", ErrorFigures::tr("ROC AUC"), number));
    figures.append({ErrorFigures::tr("Wrong"), formatCount(study.wrong),
                    ErrorFigures::tr("of %1").arg(formatCount(study.rows - study.unlabelled))});
    return figures;
}

} // namespace

QList<Figure> errorFigures(const evaluation::ErrorStudy& study) {
    switch (study.model->objective().prediction) {
    case training::PredictionKind::Score:
        return anomalyFigures(study);
    case training::PredictionKind::Number:
        return regressionFigures(study);
    case training::PredictionKind::Class:
        return classificationFigures(study);
    }
    return {};
}

} // namespace driftwood::ui
