#include "ui/itemmodels/models/backtest_history_item_model.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/theme/theme.h"

#include <QDateTime>

namespace driftwood::ui {
namespace {

using training::Task;

struct Metric {
    std::string key;
    QString name;
    bool isShare = false;
};

QString columnTitle(std::string_view metric) {
    if (metric == "reconstruction_error")
        return BacktestHistoryItemModel::tr("Mean score");
    return capitalised(metricTitle(metric));
}

/// The metrics of a task, cut to the number of columns in the list.
std::vector<Metric> columnsOf(Task task, std::size_t count) {
    std::vector<Metric> columns;
    for (const training::MetricKind& metric : training::objectiveOf(task).metrics)
        if (metric.isColumn)
            columns.push_back({std::string(metric.name), columnTitle(metric.name),
                               metric.unit == training::MetricUnit::Share});
    columns.resize(count);
    return columns;
}

QVariant textOf(const Metric& metric, std::optional<double> value) {
    if (!value)
        return {};
    return metric.isShare ? percentFigure(*value) + QStringLiteral(" %") : formatNumber(*value);
}

QString recordsOf(const workspace::BacktestRow& backtest) {
    if (!backtest.datasetName.empty())
        return QString::fromStdString(backtest.datasetName);
    const auto& ranges = backtest.ranges.value();
    return ranges ? QString::fromStdString(ranges->topic.value) : QString();
}

QString recordsText(const PastBacktest& row) {
    const QString records = row.backtest.validationOnly
                                ? BacktestHistoryItemModel::tr("%1, validation").arg(row.records)
                                : row.records;
    if (row.familiar == 0)
        return records;
    return (row.familiar < row.backtest.rows ? BacktestHistoryItemModel::tr("%1, partly learned")
                                             : BacktestHistoryItemModel::tr("%1, learned"))
        .arg(records);
}

QString recordsTip(const PastBacktest& row) {
    QString tip = BacktestHistoryItemModel::tr("%1. Predictions SHA-256 %2")
                      .arg(recordsText(row), qt(row.backtest.predictionsSha256));
    if (row.familiar > 0)
        tip = BacktestHistoryItemModel::tr("%1 of these %2 rows are of the data set of the model, which may "
                                           "have learned from them: its figures are then better here than "
                                           "on new records.")
                  .arg(formatCount(row.familiar), formatCount(row.backtest.rows)) +
              '\n' + tip;
    return tip;
}

/// A figure that is compared with the best baseline, or that baseline.
TableColumn<PastBacktest> comparedColumn(const QString& title,
                                         std::function<QVariant(const PastBacktest&)> text, TextStyle style) {
    return {.title = title,
            .text = text,
            .style = style,
            .align = Qt::AlignRight,
            .roles = {{Qt::ToolTipRole,
                       [text](const PastBacktest& row) {
                           return row.against.isEmpty() ? text(row) : QVariant(row.against);
                       }},
                      {Qt::ForegroundRole, [](const PastBacktest& row) {
                           return row.isWorse ? QVariant(color(Token::Error)) : QVariant();
                       }}}};
}

} // namespace

BacktestHistoryItemModel::BacktestHistoryItemModel(QObject* parent)
    : ColumnTableModel(parent) {
    reset({}, columns());
}

BacktestHistoryItemModel::Columns BacktestHistoryItemModel::columns() const {
    Columns columns{
        {.title = tr("Tested"),
         .text =
             [this](const PastBacktest& row) {
                 const auto at = QDateTime::fromString(qt(row.backtest.createdAt), Qt::ISODateWithMs);
                 return formatTime(at.isValid() ? at.toMSecsSinceEpoch() : 0, m_zone, TimeDetail::Minutes);
             },
         .textIsTip = true},
        {.title = tr("Records of"),
         .text = recordsText,
         .style = TextStyle::Body,
         .roles = {{Qt::ToolTipRole, recordsTip}}},
        {.title = tr("Range"),
         .text =
             [this](const PastBacktest& row) {
                 return formatSpan(row.backtest.fromMs, row.backtest.toMs, m_zone);
             },
         .textIsTip = true},
        {.title = tr("Records"),
         .text = [](const PastBacktest& row) { return formatCount(row.judged); },
         .align = Qt::AlignRight,
         .textIsTip = true},
        comparedColumn(
            m_names[0], [](const PastBacktest& row) { return row.figures[0]; }, TextStyle::ValueStrong),
        comparedColumn(tr("best baseline"), &PastBacktest::baseline, TextStyle::Value),
        {.title = m_onePass ? tr("when trained") : tr("in validation"),
         .text = [this](const PastBacktest&) { return m_trained; },
         .align = Qt::AlignRight,
         .textIsTip = true,
         .headerTip =
             m_onePass ? tr("Score at training time: each record was tested before the model learned from it")
                       : tr("Score on the validation part at training time")},
        {.title = m_names[1],
         .text = [](const PastBacktest& row) { return row.figures[1]; },
         .style = TextStyle::ValueStrong,
         .align = Qt::AlignRight,
         .textIsTip = true},
        {.title = tr("Alarms"),
         .text = [](const PastBacktest& row) { return formatCount(row.backtest.alarms); },
         .align = Qt::AlignRight,
         .textIsTip = true}};
    columns[Baseline].headerTip =
        tr("The best baseline that needs no model, on the same records: mean or most frequent class, last "
           "value, same hour of the day or the week before");
    return columns;
}

void BacktestHistoryItemModel::setBacktests(std::vector<workspace::BacktestRow> backtests, Task task,
                                            const training::Evaluation& trained, bool onePass,
                                            const QTimeZone& zone) {
    const auto metrics = columnsOf(task, m_names.size());
    m_zone = zone;
    m_onePass = onePass;
    for (std::size_t i = 0; i < metrics.size(); ++i)
        m_names[i] = metrics[i].name;
    m_trained = textOf(metrics[0], trained.get(metrics[0].key));
    std::vector<PastBacktest> rows;
    for (workspace::BacktestRow& backtest : backtests) {
        const workspace::StoredQuality quality = backtest.quality.valueOrNone();
        PastBacktest& row = rows.emplace_back();
        row.records = recordsOf(backtest);
        const auto judged = quality.evaluation.get("rows"); // the rows that have a label
        row.familiar = quality.familiarRows;
        row.judged = judged ? static_cast<qint64>(*judged) : backtest.rows;
        for (std::size_t i = 0; i < metrics.size(); ++i)
            row.figures[i] = textOf(metrics[i], quality.evaluation.get(metrics[i].key));
        if (const auto beside = training::compareWithBaselines(task, quality.evaluation, quality.baselines)) {
            row.baseline = textOf(metrics[0], beside->best);
            row.against = comparisonText(*beside);
            row.isWorse = beside->standing == training::BaselineComparison::Standing::Worse;
        }
        row.backtest = std::move(backtest);
    }
    reset(std::move(rows), columns());
}

} // namespace driftwood::ui
