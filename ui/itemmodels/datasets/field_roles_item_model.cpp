#include "ui/itemmodels/datasets/field_roles_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/itemmodels/datasets/finding_words.h"
#include "ui/itemmodels/training/transform_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/histogram.h"
#include "ui/widgets/lists/list_roles.h"

#include <array>
#include <cmath>
#include <utility>

namespace driftwood::ui {
namespace {

using profiling::FieldRole;

constexpr std::array kRoles{FieldRole::Feature, FieldRole::Label, FieldRole::Key, FieldRole::Time,
                            FieldRole::Ignore};

QString number(double value) { return std::isnan(value) ? QString() : formatNumber(value); }

QStringList roleTitles(const FieldRoleRow& /*row*/) {
    QStringList titles;
    for (const FieldRole role : kRoles)
        titles << roleText(role);
    return titles;
}

QStringList allowedTransforms(const FieldRoleRow& row) {
    QStringList titles;
    for (const features::Transform transform : profiling::transformsFor(row.choice.field, row.choice.role))
        titles << transformText(transform);
    return titles;
}

QString transformCell(const FieldRoleRow& row) {
    return allowedTransforms(row).isEmpty() ? QString() : transformText(row.choice.transform);
}

QFont roleFont(const FieldRoleRow& row) {
    const bool isUsual = row.choice.role == FieldRole::Feature || row.choice.role == FieldRole::Ignore;
    return font(isUsual ? TextStyle::Body : TextStyle::Strong);
}

QVariant roleInk(const FieldRoleRow& row) {
    if (row.choice.role == FieldRole::Feature && row.profile->finding)
        return color(Token::Error); // the tool tip and the facts state a problem with this field
    return row.choice.role == FieldRole::Ignore ? QVariant(color(Token::Ink3)) : QVariant();
}

/// The problem with a field, if there is one.
QVariant findingTip(const FieldRoleRow& row) {
    const QString why = findingSentence(row.profile->finding);
    return why.isEmpty() ? QVariant() : QVariant(why);
}

} // namespace

QString roleText(FieldRole role) {
    switch (role) {
    case FieldRole::Feature:
        return FieldRolesItemModel::tr("feature");
    case FieldRole::Label:
        return FieldRolesItemModel::tr("label");
    case FieldRole::Key:
        return FieldRolesItemModel::tr("key");
    case FieldRole::Time:
        return FieldRolesItemModel::tr("time");
    case FieldRole::Ignore:
        break;
    }
    return FieldRolesItemModel::tr("ignore");
}

FieldRolesItemModel::FieldRolesItemModel(QObject* parent)
    : ColumnTableModel(
          parent,
          {{.title = tr("Field"),
            .text = [](const FieldRoleRow& row) { return qt(row.choice.field.path); },
            .roles = {{Qt::ToolTipRole, findingTip}}},
           {.title = tr("Type"),
            .text = [](const FieldRoleRow& row) { return qt(records::fieldTypeName(row.choice.field.type)); },
            .style = TextStyle::Body,
            .roles = {{Qt::ForegroundRole, [](const FieldRoleRow&) { return color(Token::Ink2); }}}},
           {.title = tr("Role"),
            .text = [](const FieldRoleRow& row) { return roleText(row.choice.role); },
            .roles = {{Qt::EditRole, [](const FieldRoleRow& row) { return roleText(row.choice.role); }},
                      {ChoicesRole, roleTitles},
                      {Qt::FontRole, roleFont},
                      {Qt::ForegroundRole, roleInk},
                      {Qt::ToolTipRole, findingTip}}},
           {.title = tr("Transform"),
            .text = transformCell,
            .style = TextStyle::Body,
            .roles = {{Qt::EditRole, transformCell}, {ChoicesRole, allowedTransforms}}},
           {.title = tr("Null"),
            .text = [](const FieldRoleRow& row) { return missingShare(row.profile->statistics); },
            .align = Qt::AlignRight},
           {.title = tr("Distinct"),
            .text = [](const FieldRoleRow& row) { return formatCount(row.profile->statistics.distinct); },
            .align = Qt::AlignRight},
           {.title = tr("Mean"),
            .text = [](const FieldRoleRow& row) { return number(row.profile->statistics.mean); },
            .align = Qt::AlignRight},
           {.title = tr("Std"),
            .text = [](const FieldRoleRow& row) { return number(row.profile->statistics.standardDeviation); },
            .align = Qt::AlignRight},
           {.title = tr("Histogram"),
            .roles = {{HistogramRole,
                       [](const FieldRoleRow& row) {
                           return QVariant::fromValue(HistogramPair{row.profile->counts, {}});
                       }},
                      {Qt::AccessibleTextRole, [](const FieldRoleRow&) { return tr("histogram"); }}}}}) {}

std::vector<FieldRoleRow> FieldRolesItemModel::fieldRows() const {
    std::vector<FieldRoleRow> rows;
    for (std::size_t i = 0; i < m_roles.fields.size(); ++i)
        rows.push_back({m_roles.fields[i], &m_profile->fields[i]});
    return rows;
}

void FieldRolesItemModel::setProfile(const profiling::DatasetProfilePtr& profile,
                                     const profiling::FieldRoles& roles) {
    const auto before = std::exchange(m_profile, profile); // the rows point into it until the reset
    m_roles = profile ? roles : profiling::FieldRoles();
    reset(fieldRows());
}

const profiling::FieldProfile* FieldRolesItemModel::profile(int row) const {
    return m_profile && row >= 0 && row < rowCount() ? &m_profile->fields[static_cast<std::size_t>(row)]
                                                     : nullptr;
}

int FieldRolesItemModel::used() const {
    int used = 0;
    for (const profiling::FieldChoice& choice : m_roles.fields)
        used +=
            choice.role == FieldRole::Label || !profiling::transformsFor(choice.field, choice.role).empty()
                ? 1
                : 0;
    return used;
}

Qt::ItemFlags FieldRolesItemModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = ColumnTableModel::flags(index);
    if (index.data(ChoicesRole).toStringList().size() > 1)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool FieldRolesItemModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const auto chosen = index.data(ChoicesRole).toStringList().indexOf(value.toString());
    if (chosen < 0)
        return false;
    const auto row = static_cast<std::size_t>(index.row());
    const profiling::FieldRoles before = m_roles;
    if (index.column() == RoleOf)
        m_roles.setRole(row, kRoles[static_cast<std::size_t>(chosen)]);
    else
        m_roles.fields[row].transform = profiling::transformsFor(
            m_roles.fields[row].field, m_roles.fields[row].role)[static_cast<std::size_t>(chosen)];
    if (before == m_roles)
        return true;
    m_rows = fieldRows();
    rowsChanged(0, rowCount() - 1); // the label may have moved to another row
    Q_EMIT rolesEdited();
    return true;
}

} // namespace driftwood::ui
