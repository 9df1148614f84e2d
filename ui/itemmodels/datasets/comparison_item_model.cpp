#include "ui/itemmodels/datasets/comparison_item_model.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/histogram.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

using profiling::FieldComparison;

QString twoDecimals(double value) { return formatFixed(value, 2); }

QVariant mean(double value) { return std::isnan(value) ? QVariant() : formatNumber(value); }

} // namespace

ComparisonItemModel::ComparisonItemModel(QObject* parent)
    : ColumnTableModel(parent) {
    reset({}, columns());
}

ComparisonItemModel::Columns ComparisonItemModel::columns() const {
    const auto ember = [](const FieldComparison& field) {
        return field.psiBeyond ? QVariant(color(Token::Ember)) : QVariant();
    };
    return {
        {.title = tr("Field"),
         .text = [](const FieldComparison& field) { return qt(field.a.statistics.field.path); }},
        {.title = hasB() ? tr("%1 against %2").arg(m_first, m_second) : tr("Values of %1").arg(m_first),
         .roles =
             {{HistogramRole,
               [](const FieldComparison& field) {
                   return QVariant::fromValue(HistogramPair{field.shapeA, field.shapeB, field.psiBeyond});
               }},
              {Qt::AccessibleTextRole,
               [this](const FieldComparison& field) {
                   return hasB() && field.judged
                              ? tr("PSI %1 of %2 against %3").arg(twoDecimals(field.psi), m_second, m_first)
                              : tr("histogram of %1").arg(m_first);
               }}}},
        {.title = tr("Null"),
         .text = [](const FieldComparison& field) { return missingShare(field.a.statistics); },
         .align = Qt::AlignRight},
        {.title = hasB() ? tr("Mean %1").arg(m_first) : tr("Mean"),
         .text = [](const FieldComparison& field) { return mean(field.a.statistics.mean); },
         .align = Qt::AlignRight},
        {.title = tr("Mean %1").arg(m_second),
         .text = [this](const FieldComparison& field) { return hasB() ? mean(field.meanB) : QVariant(); },
         .align = Qt::AlignRight},
        {.title = tr("PSI"),
         .text =
             [](const FieldComparison& field) { return field.judged ? twoDecimals(field.psi) : QVariant(); },
         .align = Qt::AlignRight,
         .roles = {{Qt::ForegroundRole, ember},
                   {Qt::AccessibleTextRole,
                    [](const FieldComparison& field) {
                        return field.psiBeyond ? tr("%1, beyond the limit").arg(twoDecimals(field.psi))
                                               : QVariant();
                    }}}},
        {.title = tr("KS"),
         .text =
             [](const FieldComparison& field) {
                 return field.judged && !field.categorical ? twoDecimals(field.statistic) : QVariant();
             },
         .align = Qt::AlignRight,
         .roles = {{Qt::ForegroundRole, ember}}},
    };
}

void ComparisonItemModel::setFields(std::vector<FieldComparison> fields, const QString& first,
                                    const QString& second) {
    m_fields = std::move(fields);
    m_first = first;
    m_second = second;
    reset(sorted(), columns());
}

void ComparisonItemModel::setSort(Sort sort) {
    if (sort == m_sort)
        return;
    m_sort = sort;
    reset(sorted());
}

std::vector<FieldComparison> ComparisonItemModel::sorted() const {
    std::vector<FieldComparison> fields = m_fields;
    if (m_sort == Sort::Name)
        std::ranges::sort(fields, {}, [](const auto& field) { return field.a.statistics.field.path; });
    if (m_sort == Sort::Psi && hasB())
        std::ranges::stable_sort(fields, std::ranges::greater{},
                                 [](const auto& field) { return field.judged ? field.psi : -1.0; });
    return fields;
}

int ComparisonItemModel::beyondLimit() const {
    return static_cast<int>(std::ranges::count_if(m_fields, &FieldComparison::psiBeyond));
}

} // namespace driftwood::ui
