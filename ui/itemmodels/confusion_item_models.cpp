#include "ui/itemmodels/confusion_item_models.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/type.h"

#include <array>
#include <cmath>
#include <numeric>

namespace driftwood::ui {
namespace {

QVariant aligned(bool left) {
    return QVariant::fromValue(Qt::Alignment((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
}

QString shareOfAll(double value) { return percentFigure(value, 1) + QStringLiteral(" %"); }

QVariant figure(double value) { return std::isnan(value) ? QVariant() : QVariant(shareOfAll(value)); }

} // namespace

void ConfusionItemModel::setConfusion(evaluation::Confusion confusion) {
    beginResetModel();
    m_confusion = std::move(confusion);
    m_hasUnseen = std::ranges::any_of(m_confusion.unseen, [](std::int64_t count) { return count > 0; });
    m_rowSums.clear();
    for (std::size_t actual = 0; actual < m_confusion.classes.size(); ++actual)
        m_rowSums.push_back(evaluation::figuresOf(m_confusion, actual).actual);
    m_rowSums.push_back(
        std::accumulate(m_confusion.unseen.begin(), m_confusion.unseen.end(), std::int64_t(0)));
    endResetModel();
}

int ConfusionItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_confusion.classes.size()) + (m_hasUnseen ? 1 : 0);
}

int ConfusionItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_confusion.classes.size()) + 1;
}

bool ConfusionItemModel::isUnseen(int row) const {
    return static_cast<std::size_t>(row) == m_confusion.classes.size();
}

std::int64_t ConfusionItemModel::count(int row, int column) const {
    const auto predicted = static_cast<std::size_t>(column - 1);
    return isUnseen(row) ? m_confusion.unseen[predicted]
                         : m_confusion.at(static_cast<std::size_t>(row), predicted);
}

QString ConfusionItemModel::className(std::size_t index) const {
    return lineOfBytes(m_confusion.classes[index]);
}

QVariant ConfusionItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString actual =
        isUnseen(index.row()) ? tr("not seen in training") : className(static_cast<std::size_t>(index.row()));
    if (role == Qt::TextAlignmentRole)
        return aligned(index.column() == 0);
    if (role == Qt::FontRole)
        return font(index.column() == 0 && isUnseen(index.row()) ? TextStyle::Body
                    : index.column() == index.row() + 1          ? TextStyle::ValueStrong
                                                                 : TextStyle::Value);
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(actual) : QVariant();
    const std::int64_t records = count(index.row(), index.column());
    const std::int64_t all = m_rowSums[static_cast<std::size_t>(index.row())];
    const double part = all > 0 ? static_cast<double>(records) / static_cast<double>(all) : 0.0;
    switch (role) {
    case Qt::DisplayRole:
        return records == 0 ? QStringLiteral("0")
                            : QStringLiteral("%1  %2").arg(formatCount(records), formatPercent(part));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1 said to be %2: %3 of %4 records")
            .arg(actual, className(static_cast<std::size_t>(index.column() - 1)), formatCount(records),
                 formatCount(all));
    case ShareRole:
        return part;
    default:
        return {};
    }
}

QVariant ConfusionItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return aligned(section == 0);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return section == 0 ? tr("Actual") : className(static_cast<std::size_t>(section - 1));
    return {};
}

void ClassFiguresItemModel::setConfusion(const evaluation::Confusion& confusion) {
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < confusion.classes.size(); ++i)
        m_rows.append({lineOfBytes(confusion.classes[i]), evaluation::figuresOf(confusion, i)});
    endResetModel();
}

int ClassFiguresItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClassFiguresItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant ClassFiguresItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[index.row()];
    if (role == Qt::TextAlignmentRole)
        return aligned(index.column() == Class);
    if (role == Qt::FontRole)
        return font(TextStyle::Value);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Class:
        return row.name;
    case Actual:
        return formatCount(row.figures.actual);
    case Precision:
        return figure(row.figures.precision);
    case Recall:
        return figure(row.figures.recall);
    default:
        return std::isnan(row.figures.f1) ? QVariant() : QVariant(formatNumber(row.figures.f1));
    }
}

QVariant ClassFiguresItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return aligned(section == Class);
    if (role != Qt::DisplayRole)
        return {};
    const std::array names{tr("Class"), tr("Records"), tr("Precision"), tr("Recall"), tr("F1")};
    return names[static_cast<std::size_t>(section)];
}

} // namespace driftwood::ui
