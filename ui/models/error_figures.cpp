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

/// The metric on these records, with its value at training time.
Figure metric(const evaluation::ErrorAnalysis& analysis, const char* key, const QString& label,
              QString (*text)(double)) {
    const auto then = analysis.model->onNewRows().get(key);
    return {label, text(analysis.evaluation.get(key).value_or(std::nan(""))),
            then ? ErrorFigures::tr("%1 when trained").arg(text(*then)) : QString()};
}

QList<Figure> anomalyFigures(const evaluation::ErrorAnalysis& analysis) {
    const double rate = analysis.evaluation.get("anomaly_rate").value_or(std::nan(""));
    const auto inTraining = analysis.model->trainingEvaluation.get("anomaly_rate");
    return {metric(analysis, "reconstruction_error", ErrorFigures::tr("Mean score"), number),
            {ErrorFigures::tr("Beyond the threshold"), share(rate),
             inTraining ? ErrorFigures::tr("%1 of training").arg(share(*inTraining)) : QString()},
            {ErrorFigures::tr("Records beyond"), formatCount(analysis.wrong),
             ErrorFigures::tr("of %1").arg(formatCount(analysis.rows))},
            {ErrorFigures::tr("Largest score"),
             formatNumber(analysis.largest.empty() ? std::nan("") : analysis.largest.front().size),
             ErrorFigures::tr("threshold %1").arg(formatNumber(analysis.model->threshold))}};
}

QList<Figure> regressionFigures(const evaluation::ErrorAnalysis& analysis) {
    return {
        metric(analysis, "mae", ErrorFigures::tr("MAE"), number),
        metric(analysis, "rmse", ErrorFigures::tr("RMSE"), number),
        {ErrorFigures::tr("Bias"), formatNumber(analysis.bias),
         analysis.bias > 0 ? ErrorFigures::tr("predicts too high on average")
                           : ErrorFigures::tr("predicts too low on average")},
        {ErrorFigures::tr("95 % are off by at most"), formatNumber(analysis.errorP95),
         ErrorFigures::tr("largest %1")
             .arg(formatNumber(analysis.largest.empty() ? std::nan("") : analysis.largest.front().size))}};
}

QList<Figure> classificationFigures(const evaluation::ErrorAnalysis& analysis) {
    QList<Figure> figures{metric(analysis, "accuracy", ErrorFigures::tr("Accuracy"), share),
                          metric(analysis, "f1", ErrorFigures::tr("F1"), number)};
    if (analysis.evaluation.get("auc"))
        figures.append(metric(analysis, "auc", ErrorFigures::tr("ROC AUC"), number));
    figures.append({ErrorFigures::tr("Wrong"), formatCount(analysis.wrong),
                    ErrorFigures::tr("of %1").arg(formatCount(analysis.rows - analysis.unlabelled))});
    return figures;
}

} // namespace

QList<Figure> errorFigures(const evaluation::ErrorAnalysis& analysis) {
    switch (analysis.model->objective().prediction) {
    case training::PredictionKind::Score:
        return anomalyFigures(analysis);
    case training::PredictionKind::Number:
        return regressionFigures(analysis);
    case training::PredictionKind::Class:
        return classificationFigures(analysis);
    }
    return {};
}

} // namespace driftwood::ui
