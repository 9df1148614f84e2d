#include "ui/itemmodels/run_item_model.h"

#include "ui/widgets/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

/// What an index knows of its place: 0 for a group, else the group's number plus one.
constexpr quintptr kGroupId = 0;

} // namespace

void RunItemModel::setRuns(const std::vector<RunEntry>& runs) {
    std::vector<Group> groups;
    for (const RunEntry& run : runs) {
        const auto known =
            std::ranges::find_if(groups, [&](const Group& g) { return g.front().group == run.group; });
        (known == groups.end() ? groups.emplace_back() : *known).push_back(run);
    }
    const bool sameRuns = std::ranges::equal(groups, m_groups, [](const Group& a, const Group& b) {
        return a.front().group == b.front().group &&
               std::ranges::equal(a, b, {}, &RunEntry::id, &RunEntry::id);
    });
    if (!sameRuns) {
        beginResetModel();
        m_groups = std::move(groups);
        endResetModel();
        return;
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const QModelIndex group = index(static_cast<int>(g), 0);
        if (groups[g].front().headline != m_groups[g].front().headline) {
            m_groups[g].front().headline = groups[g].front().headline;
            Q_EMIT dataChanged(group, group);
        }
        for (std::size_t r = 0; r < groups[g].size(); ++r) {
            if (m_groups[g][r] == groups[g][r])
                continue;
            m_groups[g][r] = std::move(groups[g][r]);
            const QModelIndex run = index(static_cast<int>(r), 0, group);
            Q_EMIT dataChanged(run, run);
        }
    }
}

QModelIndex RunItemModel::indexOf(qint64 runId) const {
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        for (std::size_t r = 0; r < m_groups[g].size(); ++r)
            if (m_groups[g][r].id == runId)
                return createIndex(static_cast<int>(r), 0, static_cast<quintptr>(g + 1));
    return {};
}

QModelIndex RunItemModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : kGroupId);
}

QModelIndex RunItemModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == kGroupId)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kGroupId);
}

int RunItemModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != kGroupId || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].size());
}

int RunItemModel::columnCount(const QModelIndex& /*parent*/) const { return 1; }

QVariant RunItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == kGroupId)
        return groupData(m_groups[static_cast<std::size_t>(index.row())], role);
    return runData(
        m_groups[static_cast<std::size_t>(index.internalId()) - 1][static_cast<std::size_t>(index.row())],
        role);
}

QVariant RunItemModel::groupData(const Group& group, int role) {
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return group.front().group;
    case GroupRole:
        return true;
    case FigureRole:
        return group.front().headline;
    default:
        return {};
    }
}

QVariant RunItemModel::runData(const RunEntry& run, int role) {
    switch (role) {
    case Qt::DisplayRole:
        return run.title;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3 %4").arg(run.title, run.second, run.headline, run.figure);
    case RunIdRole:
        return run.id;
    case DotRole:
        return QVariant::fromValue(run.dot);
    case SecondLineRole:
        return run.second;
    case SecondLineErrorRole:
        return run.secondIsError;
    case FigureRole:
        return run.figure;
    case SparklineRole:
        return run.sparkline.isEmpty() ? QVariant() : QVariant::fromValue(run.sparkline);
    default:
        return {};
    }
}

Qt::ItemFlags RunItemModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == kGroupId ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace driftwood::ui
