#include "ui/itemmodels/field_roles_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/finding_words.h"
#include "ui/itemmodels/transform_words.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/histogram.h"
#include "ui/widgets/list_roles.h"

#include <array>
#include <cmath>

namespace driftwood::ui {
namespace {

using profiling::FieldRole;

constexpr std::array kRoles{FieldRole::Feature, FieldRole::Label, FieldRole::Key, FieldRole::Time,
                            FieldRole::Ignore};

QVariant number(double value) {
    return std::isnan(value) ? QVariant(QString()) : QVariant(formatNumber(value));
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
    : QAbstractTableModel(parent) {}

void FieldRolesItemModel::setProfile(const profiling::DatasetProfilePtr& profile,
                                     const profiling::FieldRoles& roles) {
    beginResetModel();
    m_profile = profile;
    m_roles = profile ? roles : profiling::FieldRoles();
    endResetModel();
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

int FieldRolesItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_roles.fields.size());
}

int FieldRolesItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QStringList FieldRolesItemModel::choices(int row, int column) const {
    QStringList out;
    const profiling::FieldChoice& choice = m_roles.fields[static_cast<std::size_t>(row)];
    if (column == RoleOf)
        for (const FieldRole role : kRoles)
            out.append(roleText(role));
    if (column == Transform)
        for (const features::Transform transform : profiling::transformsFor(choice.field, choice.role))
            out.append(transformText(transform));
    return out;
}

Qt::ItemFlags FieldRolesItemModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && choices(index.row(), index.column()).size() > 1)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant FieldRolesItemModel::text(int row, int column) const {
    const profiling::FieldChoice& choice = m_roles.fields[static_cast<std::size_t>(row)];
    const profiling::FieldProfile& profile = m_profile->fields[static_cast<std::size_t>(row)];
    const dataset::FieldStatistics& of = profile.statistics;
    switch (column) {
    case Field:
        return QString::fromStdString(choice.field.path);
    case Type: {
        const auto type = records::fieldTypeName(choice.field.type);
        return QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size()));
    }
    case RoleOf:
        return roleText(choice.role);
    case Transform:
        return profiling::transformsFor(choice.field, choice.role).empty() ? QString()
                                                                           : transformText(choice.transform);
    case Null:
        return of.rows == 0 ? QStringLiteral("–")
                            : percentFigure(static_cast<double>(of.missing) / static_cast<double>(of.rows)) +
                                  QStringLiteral(" %");
    case Distinct:
        return formatCount(of.distinct);
    case Mean:
        return number(of.mean);
    case Std:
        return number(of.standardDeviation);
    default:
        return QString();
    }
}

QVariant FieldRolesItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    const FieldRole chosen = m_roles.fields[static_cast<std::size_t>(index.row())].role;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(index.row(), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (column >= Null && column <= Std ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        if (column == RoleOf)
            return font(chosen == FieldRole::Feature || chosen == FieldRole::Ignore ? TextStyle::Body
                                                                                    : TextStyle::Strong);
        return font(column == Type || column == Transform ? TextStyle::Body : TextStyle::Value);
    case Qt::ForegroundRole:
        if (column == Type)
            return color(Token::Ink2);
        if (column != RoleOf)
            return {};
        if (chosen == FieldRole::Feature && m_profile->fields[static_cast<std::size_t>(index.row())].finding)
            return color(Token::Error); // the tooltip and the facts state a problem with this field
        return chosen == FieldRole::Ignore ? QVariant(color(Token::Ink3)) : QVariant();
    case HistogramRole:
        if (column != Shape)
            return {};
        return QVariant::fromValue(
            HistogramPair{m_profile->fields[static_cast<std::size_t>(index.row())].counts, {}});
    case ChoicesRole:
        return choices(index.row(), column);
    case Qt::AccessibleTextRole:
        return column == Shape ? tr("histogram") : QVariant();
    case Qt::ToolTipRole: {
        const QString why = findingSentence(m_profile->fields[static_cast<std::size_t>(index.row())].finding);
        return (column == Field || column == RoleOf) && !why.isEmpty() ? QVariant(why) : QVariant();
    }
    default:
        return {};
    }
}

QVariant FieldRolesItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section >= Null && section <= Std ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const std::array names{tr("Field"),    tr("Type"), tr("Role"), tr("Transform"), tr("Null"),
                           tr("Distinct"), tr("Mean"), tr("Std"),  tr("Histogram")};
    return names[static_cast<std::size_t>(section)];
}

bool FieldRolesItemModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const auto chosen = choices(index.row(), index.column()).indexOf(value.toString());
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
    Q_EMIT dataChanged(this->index(0, RoleOf),
                       this->index(rowCount() - 1, Transform)); // the label may have moved to another row
    Q_EMIT rolesEdited();
    return true;
}

} // namespace driftwood::ui
