#include "ui/itemmodels/training/metric_words.h"

#include "ui/format/format.h"

#include <QCoreApplication>
#include <map>

namespace driftwood::ui {
namespace {

struct MetricWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::MetricWords)
};

QString withArticle(std::string_view name) {
    if (name == "mean")
        return MetricWords::tr("the mean of the training rows");
    if (name == "majority")
        return MetricWords::tr("the most frequent class");
    if (name == "last_value")
        return MetricWords::tr("the last value");
    if (name == "day_before")
        return MetricWords::tr("the same hour of the day before");
    if (name == "week_before")
        return MetricWords::tr("the same hour of the week before");
    if (name == "last_value_of_key")
        return MetricWords::tr("the last value of the same key");
    if (name == "day_before_of_key")
        return MetricWords::tr("the same hour of the day before, same key");
    if (name == "week_before_of_key")
        return MetricWords::tr("the same hour of the week before, same key");
    return qt(name);
}

} // namespace

QString metricTitle(std::string_view name) {
    static const std::map<std::string_view, const char*> kTitles{
        {"loss", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "loss")},
        {"rmse", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "RMSE")},
        {"mae", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "MAE")},
        {"accuracy", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "accuracy")},
        {"balanced_accuracy", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "balanced accuracy")},
        {"precision", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "precision")},
        {"recall", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "recall")},
        {"f1", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "F1")},
        {"auc", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "AUC")},
        {"reconstruction_error", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "reconstruction error")},
        {"anomaly_rate", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "anomalies")},
        {"no_change_accuracy", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "no-change accuracy")},
        {"no_change_mae", QT_TRANSLATE_NOOP("driftwood::ui::MetricWords", "no-change MAE")},
    };
    const auto known = kTitles.find(name);
    return known == kTitles.end() ? qt(name) : MetricWords::tr(known->second);
}

QString shortMetricTitle(std::string_view name) {
    return name == "reconstruction_error" ? MetricWords::tr("error") : metricTitle(name);
}

QString capitalised(QString title) {
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString baselineTitle(std::string_view name) {
    if (name == "mean")
        return MetricWords::tr("mean of training");
    if (name == "majority")
        return MetricWords::tr("most frequent class");
    if (name == "last_value")
        return MetricWords::tr("last value");
    if (name == "day_before")
        return MetricWords::tr("same hour, day before");
    if (name == "week_before")
        return MetricWords::tr("same hour, week before");
    if (name == "last_value_of_key")
        return MetricWords::tr("last value of the key");
    if (name == "day_before_of_key")
        return MetricWords::tr("same hour, day before, of the key");
    if (name == "week_before_of_key")
        return MetricWords::tr("same hour, week before, of the key");
    return qt(name);
}

QString comparisonText(const training::BaselineComparison& comparison) {
    using Standing = training::BaselineComparison::Standing;
    const QString sentence =
        comparison.standing == Standing::Worse   ? MetricWords::tr("worse than %1: %2 %3 against %4")
        : comparison.standing == Standing::Equal ? MetricWords::tr("no better than %1: %2 %3 against %4")
                                                 : MetricWords::tr("better than %1: %2 %3 against %4");
    return sentence.arg(withArticle(comparison.baseline), metricTitle(comparison.metric),
                        formatNumber(comparison.model), formatNumber(comparison.best));
}

QString besideText(const training::BaselineComparison& comparison) {
    return MetricWords::tr("%1 %2").arg(baselineTitle(comparison.baseline), formatNumber(comparison.best));
}

} // namespace driftwood::ui
