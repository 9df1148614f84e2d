#include "ui/itemmodels/grouped_item_model.h"

#include "ui/widgets/lists/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

/// An index' internal id: 0 for a group, otherwise its group's number plus one.
constexpr quintptr kGroupId = 0;

/// A group has one headline, so figures of another metric go into another group.
bool belongTogether(const GroupedEntry& a, const GroupedEntry& b) {
    return a.group == b.group && a.headline == b.headline;
}

bool sameKeys(const std::vector<GroupedEntry>& a, const std::vector<GroupedEntry>& b) {
    return belongTogether(a.front(), b.front()) &&
           std::ranges::equal(a, b, {}, &GroupedEntry::key, &GroupedEntry::key);
}

} // namespace

void GroupedItemModel::setEntries(const std::vector<GroupedEntry>& entries) {
    std::vector<Group> groups;
    for (const GroupedEntry& entry : entries) {
        const auto known = std::ranges::find_if(
            groups, [&](const Group& group) { return belongTogether(group.front(), entry); });
        (known == groups.end() ? groups.emplace_back() : *known).push_back(entry);
    }
    if (std::ranges::equal(groups, m_groups, sameKeys)) {
        takeChanges(std::move(groups));
        return;
    }
    beginResetModel();
    m_groups = std::move(groups);
    endResetModel();
}

void GroupedItemModel::takeChanges(std::vector<Group> groups) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const QModelIndex group = index(static_cast<int>(g), 0);
        for (std::size_t r = 0; r < groups[g].size(); ++r) {
            if (m_groups[g][r] == groups[g][r])
                continue;
            m_groups[g][r] = std::move(groups[g][r]);
            const QModelIndex changed = index(static_cast<int>(r), 0, group);
            Q_EMIT dataChanged(changed, changed);
        }
    }
}

QModelIndex GroupedItemModel::indexOf(const QString& key) const {
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        for (std::size_t r = 0; r < m_groups[g].size(); ++r)
            if (m_groups[g][r].key == key)
                return createIndex(static_cast<int>(r), 0, static_cast<quintptr>(g + 1));
    return {};
}

QModelIndex GroupedItemModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : kGroupId);
}

QModelIndex GroupedItemModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == kGroupId)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kGroupId);
}

int GroupedItemModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != kGroupId || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].size());
}

int GroupedItemModel::columnCount(const QModelIndex& /*parent*/) const { return 1; }

const GroupedEntry& GroupedItemModel::at(const QModelIndex& index) const {
    return m_groups[static_cast<std::size_t>(index.internalId()) - 1][static_cast<std::size_t>(index.row())];
}

QVariant GroupedItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == kGroupId)
        return groupData(m_groups[static_cast<std::size_t>(index.row())].front(), role);
    return entryData(at(index), role);
}

QVariant GroupedItemModel::groupData(const GroupedEntry& first, int role) {
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return first.group;
    case GroupRole:
        return true;
    case FigureRole:
        return first.headline;
    default:
        return {};
    }
}

QVariant GroupedItemModel::entryData(const GroupedEntry& entry, int role) {
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole: {
        QStringList words{entry.title, entry.tag, entry.second, entry.headline + ' ' + entry.figure};
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    case KeyRole:
        return entry.key;
    case DotRole:
        return entry.dot == DotKind::None ? QVariant() : QVariant::fromValue(entry.dot);
    case SecondLineRole:
        return entry.second;
    case SecondLineErrorRole:
        return entry.secondIsError;
    case TagRole:
        return entry.tag;
    case FigureRole:
        return entry.figure;
    case SparklineRole:
        return entry.sparkline.isEmpty() ? QVariant() : QVariant::fromValue(entry.sparkline);
    default:
        return {};
    }
}

Qt::ItemFlags GroupedItemModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == kGroupId ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace driftwood::ui
