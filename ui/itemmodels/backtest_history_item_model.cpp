#include "ui/itemmodels/backtest_history_item_model.h"

#include "drift/drift_json.h"
#include "evaluation/stored_quality.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/metric_words.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QDateTime>
#include <nlohmann/json.hpp>

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
    const auto ranges =
        drift::topicRangesFromJson(nlohmann::json::parse(backtest.rangesJson, nullptr, false), "back-test");
    return ranges ? QString::fromStdString(ranges->topic.value) : QString();
}

} // namespace

void BacktestHistoryItemModel::setBacktests(std::vector<workspace::BacktestRow> backtests, Task task,
                                            const training::Evaluation& trained, bool onePass,
                                            const QTimeZone& zone) {
    beginResetModel();
    const auto metrics = columnsOf(task, m_names.size());
    m_zone = zone;
    m_onePass = onePass;
    for (std::size_t i = 0; i < metrics.size(); ++i)
        m_names[i] = metrics[i].name;
    m_trained = textOf(metrics[0], trained.get(metrics[0].key));
    m_rows.clear();
    for (workspace::BacktestRow& backtest : backtests) {
        const evaluation::StoredQuality quality = evaluation::storedQuality(backtest.metricsJson);
        Row& row = m_rows.emplace_back();
        row.records = recordsOf(backtest);
        const auto judged = quality.evaluation.get("rows"); // the rows that have a label
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
    endResetModel();
}

int BacktestHistoryItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BacktestHistoryItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant BacktestHistoryItemModel::text(const Row& row, int column) const {
    switch (column) {
    case When: {
        const auto at =
            QDateTime::fromString(QString::fromStdString(row.backtest.createdAt), Qt::ISODateWithMs);
        return formatTime(at.isValid() ? at.toMSecsSinceEpoch() : 0, m_zone, TimeDetail::Minutes);
    }
    case Records:
        return row.backtest.validationOnly ? tr("%1, validation").arg(row.records) : row.records;
    case Range:
        return formatSpan(row.backtest.fromMs, row.backtest.toMs, m_zone);
    case Rows:
        return formatCount(row.judged);
    case First:
        return row.figures[0];
    case Baseline:
        return row.baseline;
    case FirstTrained:
        return m_trained;
    case Second:
        return row.figures[1];
    default:
        return formatCount(row.backtest.alarms);
    }
}

QVariant BacktestHistoryItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return column == Records ? tr("%1. Predictions SHA-256 %2")
                                       .arg(text(row, column).toString(),
                                            QString::fromStdString(row.backtest.predictionsSha256))
               : (column == First || column == Baseline) && !row.against.isEmpty() ? QVariant(row.against)
                                                                                   : text(row, column);
    case Qt::ForegroundRole:
        return row.isWorse && (column == First || column == Baseline) ? QVariant(color(Token::Error))
                                                                      : QVariant();
    case Qt::FontRole:
        return font(column == Records                     ? TextStyle::Body
                    : column == First || column == Second ? TextStyle::ValueStrong
                                                          : TextStyle::Value);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((column >= Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant BacktestHistoryItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section >= Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Baseline)
        return tr(
            "The best of the guesses that need no model, on the same records: mean or most frequent class, "
            "last value, same hour of the day and of the week before");
    if (role == Qt::ToolTipRole && section == FirstTrained)
        return m_onePass
                   ? tr("What the model was worth when it was trained: on each record before it learned "
                        "from it")
                   : tr("What the model was worth on its validation part when it was trained");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("Tested");
    case Records:
        return tr("Records of");
    case Range:
        return tr("Range");
    case Rows:
        return tr("Records");
    case First:
        return m_names[0];
    case Second:
        return m_names[1];
    case Baseline:
        return tr("best baseline");
    case FirstTrained:
        return m_onePass ? tr("when trained") : tr("in validation");
    default:
        return tr("Alarms");
    }
}

} // namespace driftwood::ui
