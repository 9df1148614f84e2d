#include "ui/itemmodels/training/epoch_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"

#include <QStringList>
#include <cmath>
#include <limits>

namespace driftwood::ui {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kLoss = "train/loss";

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
            kLoss};
}

/// Row counts are not metrics.
bool isMeasure(const std::string& name) { return !training::countsRows(name.substr(name.rfind('/') + 1)); }

bool sameOrNaN(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::vector<runs::EpochEnd> rowsOf(const runs::RunHistory& history, bool inOnePass) {
    if (!inOnePass)
        return history.epochs();
    std::vector<runs::EpochEnd> rows;
    for (const double step : history.onePassLoss().step)
        rows.push_back({0, static_cast<std::int64_t>(step)});
    return rows;
}

std::vector<std::string> metricsOf(const runs::RunHistory& history, bool inOnePass) {
    std::vector<std::string> out;
    if (inOnePass) {
        for (std::string& name : onePassMetrics())
            if (!history.metric(name).empty() || name == kLoss)
                out.push_back(std::move(name));
        return out;
    }
    for (std::string& name : history.epochMetrics())
        if (isMeasure(name))
            out.push_back(std::move(name));
    return out;
}

} // namespace

EpochItemModel::EpochItemModel(QObject* parent)
    : ColumnTableModel(parent) {
    clear();
}

EpochItemModel::Columns EpochItemModel::columns() const {
    Columns columns;
    if (!m_inOnePass)
        columns.push_back({.title = tr("epoch"),
                           .text = [](const runs::EpochEnd& row) { return formatCount(row.epoch); },
                           .align = Qt::AlignRight});
    columns.push_back({.title = m_inOnePass ? tr("records") : tr("step"),
                       .text = [](const runs::EpochEnd& row) { return formatCount(row.step); },
                       .align = Qt::AlignRight});
    for (std::size_t i = 0; i < m_metrics.size(); ++i)
        columns.push_back(metricColumn(i));
    return columns;
}

TableColumn<runs::EpochEnd> EpochItemModel::metricColumn(std::size_t metric) const {
    return {.title = metricTitle(m_metrics[metric]),
            .text =
                [this, metric](const runs::EpochEnd& row) {
                    const double value = m_values[metric][static_cast<std::size_t>(&row - m_rows.data())];
                    return std::isnan(value) ? QVariant() : QVariant(formatNumber(value));
                },
            .align = Qt::AlignRight};
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

EpochItemModel::Values EpochItemModel::valuesOf(const runs::RunHistory& history,
                                                std::span<const runs::EpochEnd> rows) const {
    Values out;
    for (const std::string& name : m_metrics) {
        const runs::Curve& curve = name == kLoss ? history.loss() : history.metric(name);
        std::vector<double>& values = out.emplace_back(rows.size(), kNaN);
        if (rows.empty())
            continue;
        const auto first = std::ranges::lower_bound(curve.step, static_cast<double>(rows.front().step));
        auto at = static_cast<std::size_t>(first - curve.step.begin());
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const auto step = static_cast<double>(rows[row].step);
            while (at < curve.size() && curve.step[at] < step)
                ++at;
            if (at < curve.size() && curve.step[at] == step)
                values[row] = curve.value[at];
        }
    }
    return out;
}

bool EpochItemModel::begins(const std::vector<runs::EpochEnd>& rows, const Values& values) const {
    if (rows.size() < m_rows.size() || !std::equal(m_rows.begin(), m_rows.end(), rows.begin()))
        return false;
    for (std::size_t metric = 0; metric < values.size(); ++metric)
        if (!std::equal(m_values[metric].begin(), m_values[metric].end(), values[metric].begin(), sameOrNaN))
            return false;
    return true;
}

void EpochItemModel::grow(const runs::RunHistory& history, const std::vector<runs::EpochEnd>& rows) {
    const std::size_t known = m_rows.size();
    const std::size_t from = known == 0 ? 0 : known - 1;
    const Values values = valuesOf(history, std::span(rows).subspan(from));
    bool changed = false;
    for (std::size_t metric = 0; known > 0 && metric < values.size(); ++metric) {
        double& last = m_values[metric].back();
        changed = changed || !sameOrNaN(last, values[metric].front());
        last = values[metric].front();
    }
    if (changed)
        rowsChanged(rowCount() - 1, rowCount() - 1);
    if (rows.size() == known)
        return;
    beginInsertRows({}, rowCount(), static_cast<int>(rows.size()) - 1);
    for (std::size_t metric = 0; metric < values.size(); ++metric)
        m_values[metric].insert(m_values[metric].end(),
                                values[metric].begin() + static_cast<std::ptrdiff_t>(known - from),
                                values[metric].end());
    m_rows = rows;
    endInsertRows();
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
    const bool inOnePass = history.epochs().empty() && !history.onePassLoss().empty();
    std::vector<runs::EpochEnd> rows = rowsOf(history, inOnePass);
    std::vector<std::string> metrics = metricsOf(history, inOnePass);
    const bool sameTable =
        inOnePass == m_inOnePass && metrics == m_metrics && !m_rows.empty() && rows.size() >= m_rows.size();
    const bool sameHistory = history.rewrites() == m_rewrites;
    m_rewrites = history.rewrites();
    if (sameTable && (sameHistory || begins(rows, valuesOf(history, rows)))) {
        grow(history, rows);
    } else {
        m_best = -1;
        beginResetModel();
        m_inOnePass = inOnePass;
        m_metrics = std::move(metrics);
        m_values = valuesOf(history, rows);
        m_rows = std::move(rows);
        setColumns(columns());
        endResetModel();
    }
    const auto best = history.bestEpoch();
    setBest(best && !inOnePass ? static_cast<int>(*best) : -1);
}

void EpochItemModel::clear() {
    m_best = -1;
    beginResetModel();
    m_metrics.clear();
    m_values.clear();
    m_rows.clear();
    setColumns(columns());
    endResetModel();
}

std::function<QString()> EpochItemModel::csvWriter() const {
    return [inOnePass = m_inOnePass, metrics = m_metrics, rows = m_rows, values = m_values] {
        QStringList header = inOnePass ? QStringList{"records"} : QStringList{"epoch", "step"};
        for (const std::string& name : metrics)
            header << QString::fromStdString(name);
        QString out = header.join(',') + '\n';
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (!inOnePass)
                out += QString::number(rows[row].epoch) + ',';
            out += QString::number(rows[row].step);
            for (const std::vector<double>& metric : values)
                out += ',' + (std::isnan(metric[row]) ? QString() : QString::number(metric[row], 'g', 17));
            out += '\n';
        }
        return out;
    };
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
