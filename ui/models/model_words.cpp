#include "ui/models/model_words.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/theme/elide.h"

#include <QCoreApplication>
#include <algorithm>

namespace driftwood::ui {
namespace {

struct ModelWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::ModelWords)
};

constexpr qsizetype kLongestClass = 24; ///< longest class name below a figure

std::optional<training::BaselineComparison> besideBaselines(const model::TrainedModel& model) {
    return training::compareWithBaselines(model.task, model.onNewRows(), model.baselines);
}

/// "mean of training 5.6": the baselines except the best one.
void addOthers(RichText& text, const model::TrainedModel& model, const std::string& best) {
    const std::string metric(model.objective().headline().name);
    for (const training::Baseline& baseline : model.baselines)
        if (const auto value = baseline.evaluation.get(metric); value && baseline.name != best)
            text.gap().add(RichText(QStringLiteral("%1 %2"),
                                    {plain(baselineTitle(baseline.name)), mono(formatNumber(*value))}));
}

} // namespace

QList<Figure> qualityFigures(const model::TrainedModel& model) {
    QList<Figure> figures;
    const QString over = model.lineage.learnerType().inOnePass ? ModelWords::tr("tested before learned")
                                                               : ModelWords::tr("validation");
    const auto beside = besideBaselines(model);
    const auto positive = model.positiveClass();
    const QString ofClass =
        positive ? ModelWords::tr("of class %1").arg(cutText(qt(model.className(*positive)), kLongestClass))
                 : over;
    for (const training::MetricKind& metric : model.objective().metrics) {
        const std::string name(metric.name);
        if (const auto value = model.onNewRows().get(name); value && metric.isTile)
            figures.append({capitalised(metricTitle(name)), formatNumber(*value),
                            beside && beside->metric == name ? besideText(*beside)
                            : metric.ofPositiveClass         ? ofClass
                                                             : over});
    }
    if (model.objective().prediction == training::PredictionKind::Score)
        figures.append(
            {ModelWords::tr("Threshold"), formatNumber(model.threshold),
             ModelWords::tr("%1 of training").arg(formatPercent(model.lineage.training.thresholdQuantile))});
    return figures;
}

RichText qualityText(const model::TrainedModel& model) {
    const training::Evaluation& quality = model.onNewRows();
    const auto rows = quality.get("rows");
    if (!rows)
        return RichText(ModelWords::tr("Not tested on rows outside its training data."));
    const Span count = mono(formatCount(static_cast<qint64>(*rows)));
    RichText text(model.lineage.learnerType().inOnePass
                      ? ModelWords::tr("Over %1 rows, each tested before it was learned")
                      : ModelWords::tr("Over %1 validation rows"),
                  {count});
    if (const auto beside = besideBaselines(model)) {
        const bool better = beside->standing == training::BaselineComparison::Standing::Better;
        text.gap().add(strong(comparisonText(*beside), better ? Token::Ink : Token::Error));
        addOthers(text, model, beside->baseline);
    }
    for (const char* name : {"balanced_accuracy", "auc"})
        if (const auto value = quality.get(name))
            text.gap().add(
                RichText(QStringLiteral("%1 %2"), {plain(metricTitle(name)), mono(formatNumber(*value))}));
    if (const auto positive = model.positiveClass())
        text.gap().add(RichText(ModelWords::tr("precision, recall and F1 of class %1"),
                                {mono(qt(model.className(*positive)))}));
    if (model.objective().prediction == training::PredictionKind::Score)
        text.gap().add(plain(ModelWords::tr("Mean squared difference between the transformed inputs and the "
                                            "network's output: 0 is exact. Compare it with the threshold.")));
    return text;
}

QString activationTitle(training::Activation activation) {
    return activation == training::Activation::Relu ? QStringLiteral("ReLU") : QStringLiteral("tanh");
}

QString optimizerTitle(training::OptimizerKind kind) {
    return kind == training::OptimizerKind::Adam ? QStringLiteral("Adam") : QStringLiteral("SGD");
}

int versionOf(const std::vector<workspace::ModelRow>& models, const workspace::ModelRow& row) {
    // The list is sorted newest first, so the models of this name from here on are this one and older ones.
    const auto here = std::ranges::find(models, row.id, &workspace::ModelRow::id);
    return static_cast<int>(std::count_if(
        here, models.end(), [&](const workspace::ModelRow& other) { return other.name == row.name; }));
}

StoredFigure storedFigure(const workspace::ModelRow& row) {
    const auto task = training::taskFromName(row.task);
    if (!task)
        return {};
    const workspace::StoredQuality quality = row.quality.valueOrNone();
    const std::string_view headline = training::objectiveOf(*task).headline().name;
    const auto value = quality.evaluation.get(std::string(headline));
    if (!value)
        return {};
    StoredFigure figure{shortMetricTitle(headline), formatNumber(*value), {}};
    const auto beside = training::compareWithBaselines(*task, quality.evaluation, quality.baselines);
    if (beside && beside->standing == training::BaselineComparison::Standing::Worse)
        figure.worseThan = besideText(*beside);
    return figure;
}

} // namespace driftwood::ui
