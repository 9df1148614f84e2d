#include "ui/itemmodels/epoch_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/metric_words.h"

#include <QStringList>
#include <cmath>
#include <limits>
#include <set>

namespace driftwood::ui {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

const training::LearnerType& inOnePassLearner() {
    return training::learnerOf(training::LearnerKind::OnePass);
}

/// Metrics of training in one pass, in the order of the columns.
std::vector<std::string> onePassMetrics() {
    const training::LearnerType& learner = inOnePassLearner();
    return {learner.qualityName("accuracy"),
            learner.recentQualityName("accuracy"),
            learner.qualityName("balanced_accuracy"),
            learner.qualityName("precision"),
            learner.qualityName("recall"),
            learner.qualityName("f1"),
            learner.qualityName("no_change_accuracy"),
            learner.qualityName("mae"),
            learner.recentQualityName("mae"),
            learner.qualityName("no_change_mae"),
            learner.qualityName("rmse"),
            learner.qualityName("reconstruction_error"),
            "train/loss"};
}

/// Row counts are not metrics.
bool isMeasure(const std::string& name) { return !training::countsRows(name.substr(name.rfind('/') + 1)); }

bool sameOrNaN(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool sameRow(const EpochRow& a, const EpochRow& b) {
    return a.step == b.step && std::ranges::equal(a.values, b.values, sameOrNaN);
}

EpochRow rowOf(const runs::EpochMetrics& epoch, const std::vector<std::string>& metrics) {
    EpochRow row{epoch.epoch, epoch.step, {}};
    for (const std::string& name : metrics) {
        const auto value = epoch.values.find(name);
        row.values.push_back(value == epoch.values.end() ? kNaN : value->second);
    }
    return row;
}

TableColumn<EpochRow> metricColumn(const std::string& metric, std::size_t place) {
    return {.title = EpochItemModel::metricTitle(metric),
            .text =
                [place](const EpochRow& row) {
                    const double value = row.values[place];
                    return std::isnan(value) ? QVariant() : QVariant(formatNumber(value));
                },
            .align = Qt::AlignRight};
}

} // namespace

EpochItemModel::EpochItemModel(QObject* parent)
    : ColumnTableModel(parent, columns(false, {})) {}

EpochItemModel::Columns EpochItemModel::columns(bool inOnePass, const std::vector<std::string>& metrics) {
    Columns columns;
    if (!inOnePass)
        columns.push_back({.title = tr("epoch"),
                           .text = [](const EpochRow& row) { return formatCount(row.epoch); },
                           .align = Qt::AlignRight});
    columns.push_back({.title = inOnePass ? tr("records") : tr("step"),
                       .text = [](const EpochRow& row) { return formatCount(row.step); },
                       .align = Qt::AlignRight});
    for (std::size_t i = 0; i < metrics.size(); ++i)
        columns.push_back(metricColumn(metrics[i], i));
    return columns;
}

QString EpochItemModel::metricTitle(const std::string& name) {
    const auto slash = name.find('/');
    const std::string part = name.substr(0, slash);
    const std::string metric = slash == std::string::npos ? name : name.substr(slash + 1);
    const QString what = metric == "epoch_loss" ? ui::metricTitle("loss") : ui::metricTitle(metric);
    if (part == "train")
        return tr("train %1").arg(what);
    if (part == training::learnerOf(training::LearnerKind::Batch).quality)
        return tr("validation %1").arg(what);
    if (part == inOnePassLearner().quality)
        return tr("%1, all").arg(what);
    if (part == inOnePassLearner().recentQuality)
        return tr("%1, last 1,000").arg(what);
    return what;
}

bool EpochItemModel::grow(const runs::RunHistory& history) {
    const auto& epochs = history.epochs();
    if (m_inOnePass || m_rows.empty() || history.generation() != m_generation ||
        epochs.size() < m_rows.size())
        return false;
    std::vector<EpochRow> rows;
    for (std::size_t i = m_rows.size() - 1; i < epochs.size(); ++i) {
        for (const auto& [name, value] : epochs[i].values)
            if (isMeasure(name) && std::ranges::find(m_metrics, name) == m_metrics.end())
                return false;
        rows.push_back(rowOf(epochs[i], m_metrics));
    }
    if (!sameRow(rows.front(), m_rows.back())) { // an epoch's metrics may arrive in parts
        m_rows.back() = rows.front();
        rowsChanged(rowCount() - 1, rowCount() - 1);
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
            rowsChanged(changed, changed);
}

void EpochItemModel::setHistory(const runs::RunHistory& history) {
    if (grow(history)) {
        const auto best = history.bestEpoch();
        setBest(best ? static_cast<int>(*best) : -1);
        return;
    }
    m_generation = history.generation();
    const bool inOnePass = history.epochs().empty() && !history.onePassLoss().empty();
    std::vector<std::string> metrics;
    std::vector<EpochRow> rows;
    if (inOnePass) {
        for (std::string& name : onePassMetrics())
            if (!history.metric(name).empty() || name == "train/loss")
                metrics.push_back(std::move(name));
        for (const double step : history.onePassLoss().step) {
            EpochRow row{0, static_cast<qint64>(step), {}};
            for (const std::string& name : metrics)
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
        metrics.assign(names.begin(), names.end());
        for (const auto& epoch : history.epochs())
            rows.push_back(rowOf(epoch, metrics));
    }
    const bool grown = inOnePass == m_inOnePass && metrics == m_metrics && rows.size() >= m_rows.size() &&
                       std::equal(m_rows.begin(), m_rows.end(), rows.begin(), sameRow);
    const auto best = history.bestEpoch();
    const int bestRow = best && !inOnePass ? static_cast<int>(*best) : -1;
    if (!grown) {
        m_inOnePass = inOnePass;
        m_metrics = std::move(metrics);
        m_best = bestRow;
        return reset(std::move(rows), columns(m_inOnePass, m_metrics));
    }
    if (rows.size() > m_rows.size()) {
        beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    setBest(bestRow);
}

void EpochItemModel::clear() {
    m_metrics.clear();
    m_best = -1;
    reset({}, columns(m_inOnePass, m_metrics));
}

QString EpochItemModel::csv() const {
    QStringList header = m_inOnePass ? QStringList{"records"} : QStringList{"epoch", "step"};
    for (const std::string& name : m_metrics)
        header << QString::fromStdString(name);
    QStringList lines{header.join(',')};
    for (const EpochRow& row : m_rows) {
        QStringList cells;
        if (!m_inOnePass)
            cells << QString::number(row.epoch);
        cells << QString::number(row.step);
        for (const double value : row.values)
            cells << (std::isnan(value) ? QString() : QString::number(value, 'g', 17));
        lines << cells.join(',');
    }
    return lines.join('\n') + '\n';
}

QVariant EpochItemModel::data(const QModelIndex& index, int role) const {
    const bool isBest = index.isValid() && index.row() == m_best;
    if (role == Qt::FontRole)
        return isBest ? QVariant(font(TextStyle::ValueStrong)) : QVariant();
    if (role == Qt::ToolTipRole && isBest)
        return tr("The best epoch: the model has its weights");
    return ColumnTableModel::data(index, role);
}

} // namespace driftwood::ui
