#include "ui/itemmodels/epoch_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/metric_words.h"
#include "ui/theme/type.h"

#include <QStringList>
#include <cmath>
#include <limits>
#include <set>

namespace driftwood::ui {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Metrics of incremental training, in the order of the columns.
constexpr const char* kPrequential[] = {"prequential/accuracy",
                                        "window/accuracy",
                                        "prequential/balanced_accuracy",
                                        "prequential/precision",
                                        "prequential/recall",
                                        "prequential/f1",
                                        "prequential/no_change_accuracy",
                                        "prequential/mae",
                                        "window/mae",
                                        "prequential/no_change_mae",
                                        "prequential/rmse",
                                        "prequential/reconstruction_error",
                                        "train/loss"};

/// Row counts are not metrics.
bool isMeasure(const std::string& name) { return !training::countsRows(name.substr(name.rfind('/') + 1)); }

bool sameOrNaN(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

} // namespace

bool EpochItemModel::sameRow(const Row& a, const Row& b) {
    return a.step == b.step && std::ranges::equal(a.values, b.values, sameOrNaN);
}

QString EpochItemModel::metricTitle(const std::string& name) {
    const auto slash = name.find('/');
    const std::string part = name.substr(0, slash);
    const std::string metric = slash == std::string::npos ? name : name.substr(slash + 1);
    const QString what = metric == "epoch_loss" ? ui::metricTitle("loss") : ui::metricTitle(metric);
    if (part == "train")
        return tr("train %1").arg(what);
    if (part == "validation")
        return tr("validation %1").arg(what);
    if (part == "prequential")
        return tr("%1, all").arg(what);
    if (part == "window")
        return tr("%1, last 1,000").arg(what);
    return what;
}

EpochItemModel::Row EpochItemModel::rowOf(const runs::EpochMetrics& epoch,
                                          const std::vector<std::string>& columns) {
    Row row{epoch.epoch, epoch.step, {}};
    for (const std::string& name : columns) {
        const auto value = epoch.values.find(name);
        row.values.push_back(value == epoch.values.end() ? kNaN : value->second);
    }
    return row;
}

bool EpochItemModel::grow(const runs::RunHistory& history) {
    const auto& epochs = history.epochs();
    if (m_incremental || m_rows.empty() || history.generation() != m_generation ||
        epochs.size() < m_rows.size())
        return false;
    std::vector<Row> rows;
    for (std::size_t i = m_rows.size() - 1; i < epochs.size(); ++i) {
        for (const auto& [name, value] : epochs[i].values)
            if (isMeasure(name) && std::ranges::find(m_columns, name) == m_columns.end())
                return false;
        rows.push_back(rowOf(epochs[i], m_columns));
    }
    if (!sameRow(rows.front(), m_rows.back())) { // an epoch's metrics may arrive in parts
        m_rows.back() = rows.front();
        const int last = rowCount() - 1;
        Q_EMIT dataChanged(index(last, 0), index(last, columnCount() - 1));
    }
    if (rows.size() > 1) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 2);
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin() + 1),
                      std::make_move_iterator(rows.end()));
        endInsertRows();
    }
    return true;
}

void EpochItemModel::setBest(int row) {
    if (row == m_best)
        return;
    const int before = std::exchange(m_best, row);
    for (const int changed : {before, row})
        if (changed >= 0)
            Q_EMIT dataChanged(index(changed, 0), index(changed, columnCount() - 1));
}

void EpochItemModel::setHistory(const runs::RunHistory& history) {
    if (grow(history)) {
        const auto best = history.bestEpoch();
        setBest(best ? static_cast<int>(*best) : -1);
        return;
    }
    m_generation = history.generation();
    const bool incremental = history.epochs().empty() && !history.metric("prequential/loss").empty();
    std::vector<std::string> columns;
    std::vector<Row> rows;
    if (incremental) {
        for (const char* name : kPrequential)
            if (!history.metric(name).empty() || std::string(name) == "train/loss")
                columns.emplace_back(name);
        for (const double step : history.metric("prequential/loss").step) {
            Row row{0, static_cast<qint64>(step), {}};
            for (const std::string& name : columns)
                row.values.push_back(
                    (name == "train/loss" ? history.loss() : history.metric(name)).at(step).value_or(kNaN));
            rows.push_back(std::move(row));
        }
    } else {
        std::set<std::string> names;
        for (const auto& epoch : history.epochs())
            for (const auto& [name, value] : epoch.values)
                if (isMeasure(name))
                    names.insert(name);
        columns.assign(names.begin(), names.end());
        for (const auto& epoch : history.epochs())
            rows.push_back(rowOf(epoch, columns));
    }
    const bool grown = incremental == m_incremental && columns == m_columns && rows.size() >= m_rows.size() &&
                       std::equal(m_rows.begin(), m_rows.end(), rows.begin(), sameRow);
    const auto best = history.bestEpoch();
    const int bestRow = best && !incremental ? static_cast<int>(*best) : -1;
    if (!grown) {
        beginResetModel();
        m_incremental = incremental;
        m_columns = std::move(columns);
        m_rows = std::move(rows);
        m_best = bestRow;
        endResetModel();
        return;
    }
    if (rows.size() > m_rows.size()) {
        beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    setBest(bestRow);
}

void EpochItemModel::clear() {
    beginResetModel();
    m_columns.clear();
    m_rows.clear();
    m_best = -1;
    endResetModel();
}

QString EpochItemModel::csv() const {
    QStringList header = m_incremental ? QStringList{"records"} : QStringList{"epoch", "step"};
    for (const std::string& name : m_columns)
        header << QString::fromStdString(name);
    QStringList lines{header.join(',')};
    for (const Row& row : m_rows) {
        QStringList cells;
        if (!m_incremental)
            cells << QString::number(row.epoch);
        cells << QString::number(row.step);
        for (const double value : row.values)
            cells << (std::isnan(value) ? QString() : QString::number(value, 'g', 17));
        lines << cells.join(',');
    }
    return lines.join('\n') + '\n';
}

int EpochItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EpochItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : firstMetric() + static_cast<int>(m_columns.size());
}

QVariant EpochItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && index.row() == m_best)
        return font(TextStyle::ValueStrong);
    if (role == Qt::ToolTipRole && index.row() == m_best)
        return tr("The best epoch: the model has its weights");
    if (role != Qt::DisplayRole)
        return {};
    if (!m_incremental && index.column() == 0)
        return formatCount(row.epoch);
    if (index.column() < firstMetric())
        return formatCount(row.step);
    const double value = row.values[static_cast<std::size_t>(index.column() - firstMetric())];
    return std::isnan(value) ? QVariant() : QVariant(formatNumber(value));
}

QVariant EpochItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section >= firstMetric())
        return metricTitle(m_columns[static_cast<std::size_t>(section - firstMetric())]);
    if (m_incremental)
        return tr("records");
    return section == 0 ? tr("epoch") : tr("step");
}

} // namespace driftwood::ui
