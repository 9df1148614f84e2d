#include "ui/itemmodels/models/backtest_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace driftwood::ui {
namespace {

using evaluation::BacktestResult;

enum class Better : unsigned char { Smaller, Larger, Neither };

struct Figure {
    QString name;
    Better better;
    std::function<double(const BacktestResult&)> value;
    QString (*text)(double);
};

QString share(double value) {
    return std::isnan(value) ? formatNumber(value) : percentFigure(value) + QStringLiteral(" %");
}
QString count(double value) {
    return std::isnan(value) ? formatNumber(value) : formatCount(static_cast<qint64>(value));
}

std::function<double(const BacktestResult&)> metric(const char* name) {
    return [name = std::string(name)](const BacktestResult& result) {
        return result.evaluation.get(name).value_or(std::nan(""));
    };
}

std::function<double(const BacktestResult&)> rowsIfAny(const char* name) {
    return [rows = metric(name)](const BacktestResult& result) {
        const double count = rows(result);
        return count > 0.0 ? count : std::nan("");
    };
}

double driftedWindows(const BacktestResult& result) {
    return static_cast<double>(std::ranges::count_if(result.reports, [](const drift::DriftReport& report) {
        return std::ranges::any_of(report.fields, &drift::FieldDrift::drifted);
    }));
}

QList<Figure> figures() {
    return {
        {BacktestItemModel::tr("RMSE"), Better::Smaller, metric("rmse"), formatNumber},
        {BacktestItemModel::tr("Mean absolute error"), Better::Smaller, metric("mae"), formatNumber},
        {BacktestItemModel::tr("Accuracy"), Better::Larger, metric("accuracy"), share},
        {BacktestItemModel::tr("Balanced accuracy"), Better::Larger, metric("balanced_accuracy"), share},
        {BacktestItemModel::tr("Precision"), Better::Larger, metric("precision"), share},
        {BacktestItemModel::tr("Recall"), Better::Larger, metric("recall"), share},
        {BacktestItemModel::tr("F1"), Better::Larger, metric("f1"), formatNumber},
        {BacktestItemModel::tr("AUC"), Better::Larger, metric("auc"), formatNumber},
        {BacktestItemModel::tr("Mean score"), Better::Smaller, metric("reconstruction_error"), formatNumber},
        {BacktestItemModel::tr("Anomalies"), Better::Neither, metric("anomaly_rate"), share},
        {BacktestItemModel::tr("Rows in these figures"), Better::Neither, metric("rows"), count},
        {BacktestItemModel::tr("Rows of a class not seen in training, wrong"), Better::Neither,
         rowsIfAny("rows_of_unknown_class"), count},
        {BacktestItemModel::tr("Rows without a label, left out"), Better::Neither,
         rowsIfAny("rows_without_label"), count},
        {BacktestItemModel::tr("Alarms"), Better::Smaller,
         [](const BacktestResult& result) { return static_cast<double>(result.alarms.size()); }, count},
        {BacktestItemModel::tr("Windows with drift"), Better::Smaller, driftedWindows, count},
    };
}

/// "2.4, last value"; empty without a baseline.
QString bestBaseline(const BacktestResult& result) {
    const auto beside =
        training::compareWithBaselines(result.model->task, result.evaluation, result.baselines);
    return beside ? BacktestItemModel::tr("%1, %2").arg(formatNumber(beside->best),
                                                        baselineTitle(beside->baseline))
                  : QString();
}

int bestOf(const QList<double>& values, Better better) {
    if (better == Better::Neither || values.size() < 2 ||
        std::ranges::any_of(values, [](double value) { return std::isnan(value); }))
        return -1;
    const auto [smallest, largest] = std::ranges::minmax_element(values);
    if (*smallest == *largest)
        return -1;
    return static_cast<int>((better == Better::Smaller ? smallest : largest) - values.begin());
}

} // namespace

BacktestItemModel::BacktestItemModel(QObject* parent)
    : ColumnTableModel(parent, columns({})) {}

BacktestItemModel::Columns BacktestItemModel::columns(const QStringList& models) {
    Columns columns{
        {.title = tr("Figure"), .text = &ComparedFigure::name, .style = TextStyle::Small, .textIsTip = true}};
    for (int i = 0; i < models.size(); ++i)
        columns.push_back(
            {.title = models[i],
             .text = [i](const ComparedFigure& figure) { return figure.values[i]; },
             .align = Qt::AlignRight,
             .roles = {{Qt::AccessibleTextRole,
                        [i](const ComparedFigure& figure) {
                            return i == figure.best ? tr("%1, the better one").arg(figure.values[i])
                                                    : figure.values[i];
                        }},
                       {Qt::FontRole, [i](const ComparedFigure& figure) {
                            return font(i == figure.best ? TextStyle::ValueStrong : TextStyle::Value);
                        }}}});
    return columns;
}

void BacktestItemModel::setOutcome(const evaluation::BacktestOutcome& outcome, const QStringList& names) {
    QStringList models;
    for (const BacktestResult& result : outcome.results)
        models.append(qt(result.model->name));
    std::vector<ComparedFigure> rows;
    for (const Figure& figure : figures()) {
        QList<double> values;
        ComparedFigure row{figure.name, {}, -1};
        for (const BacktestResult& result : outcome.results) {
            values.append(figure.value(result));
            row.values.append(figure.text(values.last()));
        }
        if (std::ranges::all_of(values, [](double value) { return std::isnan(value); }))
            continue; // a figure of another task
        row.best = bestOf(values, figure.better);
        rows.push_back(row);
    }
    ComparedFigure baselines{tr("Best baseline"), {}, -1};
    for (const BacktestResult& result : outcome.results)
        baselines.values.append(bestBaseline(result));
    if (std::ranges::any_of(baselines.values, [](const QString& value) { return !value.isEmpty(); }))
        rows.push_back(baselines);
    reset(std::move(rows), columns(names.size() == models.size() ? names : models));
}

void BacktestItemModel::clear() { reset({}, columns({})); }

} // namespace driftwood::ui
