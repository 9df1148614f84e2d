#include "ui/itemmodels/comparison_item_model.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/histogram.h"
#include "ui/widgets/list_roles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace driftwood::ui {
namespace {

QString twoDecimals(double value) { return formatFixed(value, 2); }

QString missingShare(const dataset::FieldStatistics& field) {
    if (field.rows == 0)
        return QStringLiteral("–");
    return percentFigure(static_cast<double>(field.missing) / static_cast<double>(field.rows)) +
           QStringLiteral(" %");
}

QVariant mean(double value) { return std::isnan(value) ? QVariant() : formatNumber(value); }

} // namespace

ComparisonItemModel::ComparisonItemModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void ComparisonItemModel::setFields(std::vector<profiling::FieldComparison> fields, const QString& first,
                                    const QString& second) {
    beginResetModel();
    m_fields = std::move(fields);
    m_first = first;
    m_second = second;
    arrange();
    endResetModel();
}

void ComparisonItemModel::setSort(Sort sort) {
    if (sort == m_sort)
        return;
    beginResetModel();
    m_sort = sort;
    arrange();
    endResetModel();
}

void ComparisonItemModel::arrange() {
    m_order.resize(m_fields.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t(0));
    if (m_sort == Sort::Name)
        std::ranges::sort(m_order, {}, [this](std::size_t i) { return m_fields[i].a.statistics.field.path; });
    if (m_sort == Sort::Psi && hasB())
        std::ranges::stable_sort(m_order, std::ranges::greater{}, [this](std::size_t i) {
            return m_fields[i].judged ? m_fields[i].psi : -1.0;
        });
}

int ComparisonItemModel::beyondLimit() const {
    return static_cast<int>(std::ranges::count_if(m_fields, &profiling::FieldComparison::psiBeyond));
}

const profiling::FieldComparison& ComparisonItemModel::field(int row) const {
    return m_fields[m_order[static_cast<std::size_t>(row)]];
}

int ComparisonItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

int ComparisonItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparisonItemModel::text(const profiling::FieldComparison& field, int column) const {
    switch (column) {
    case Field:
        return QString::fromStdString(field.a.statistics.field.path);
    case Null:
        return missingShare(field.a.statistics);
    case MeanA:
        return mean(field.a.statistics.mean);
    case MeanB:
        return hasB() ? mean(field.meanB) : QVariant();
    case Psi:
        return field.judged ? twoDecimals(field.psi) : QVariant();
    case Ks:
        return field.judged && !field.categorical ? twoDecimals(field.statistic) : QVariant();
    default:
        return QString();
    }
}

QVariant ComparisonItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profiling::FieldComparison& of = field(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(of, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() <= Shape ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        return font(TextStyle::Value);
    case Qt::ForegroundRole:
        return of.psiBeyond && (index.column() == Psi || index.column() == Ks) ? QVariant(color(Token::Ember))
                                                                               : QVariant();
    case HistogramRole:
        if (index.column() != Shape)
            return {};
        return QVariant::fromValue(HistogramPair{of.shapeA, of.shapeB, of.psiBeyond});
    case Qt::AccessibleTextRole:
        if (index.column() == Shape)
            return hasB() && of.judged
                       ? tr("PSI %1 of %2 against %3").arg(twoDecimals(of.psi), m_second, m_first)
                       : tr("histogram of %1").arg(m_first);
        if (index.column() == Psi && of.psiBeyond)
            return tr("%1, beyond the limit").arg(twoDecimals(of.psi));
        return {};
    default:
        return {};
    }
}

QVariant ComparisonItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section <= Shape ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Field:
        return tr("Field");
    case Shape:
        return hasB() ? tr("%1 against %2").arg(m_first, m_second) : tr("Values of %1").arg(m_first);
    case Null:
        return tr("Null");
    case MeanA:
        return hasB() ? tr("Mean %1").arg(m_first) : tr("Mean");
    case MeanB:
        return tr("Mean %1").arg(m_second);
    case Psi:
        return tr("PSI");
    default:
        return tr("KS");
    }
}

} // namespace driftwood::ui
