#include "ui/itemmodels/topics/consumer_group_item_model.h"

#include "ui/format/format.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

using broker::ConsumerGroup;
using broker::GroupProgress;

bool sameRows(const ConsumerGroup& a, const ConsumerGroup& b) {
    return a.name == b.name && std::ranges::equal(a.partitions, b.partitions, {}, &GroupProgress::partition,
                                                  &GroupProgress::partition);
}

/// The member that reads the partition: "machines-ae @ 10.0.0.7".
QVariant readerOf(const ConsumerGroup& group, PartitionId partition) {
    if (group.members)
        for (const broker::GroupMember& member : *group.members)
            if (std::ranges::binary_search(member.partitions, partition))
                return QStringLiteral("%1 @ %2").arg(escapeControls(qt(member.clientId)),
                                                     escapeControls(qt(member.host)));
    return {};
}

} // namespace

void ConsumerGroupItemModel::setGroups(std::vector<ConsumerGroup> groups) {
    if (std::ranges::equal(groups, m_groups, sameRows)) {
        m_groups = std::move(groups);
        announceAll();
        return;
    }
    beginResetModel();
    m_groups = std::move(groups);
    endResetModel();
}

const ConsumerGroup* ConsumerGroupItemModel::groupAt(const QModelIndex& index) const {
    return index.isValid() ? &m_groups[static_cast<std::size_t>(placeOf(index).top)] : nullptr;
}

const GroupProgress* ConsumerGroupItemModel::progressAt(const QModelIndex& index) const {
    const ConsumerGroup* group = groupAt(index);
    const int below = group != nullptr ? placeOf(index).below : -1;
    return below < 0 ? nullptr : &group->partitions[static_cast<std::size_t>(below)];
}

QModelIndex ConsumerGroupItemModel::indexOf(const QString& group, int partition) const {
    const auto found = std::ranges::find(m_groups, group.toStdString(), &ConsumerGroup::name);
    if (found == m_groups.end())
        return {};
    const QModelIndex top = index(static_cast<int>(found - m_groups.begin()), 0);
    const auto row = std::ranges::find(found->partitions, PartitionId(partition), &GroupProgress::partition);
    if (partition < 0 || row == found->partitions.end())
        return top;
    return index(static_cast<int>(row - found->partitions.begin()), 0, top);
}

int ConsumerGroupItemModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

QVariant ConsumerGroupItemModel::groupText(const ConsumerGroup& group, int column) {
    switch (column) {
    case Name:
        return escapeControls(qt(group.name));
    case State:
        return QString::fromUtf8(broker::groupStateName(group.state).data());
    case Members:
        return group.members ? QVariant(formatCount(static_cast<qint64>(group.members->size()))) : QVariant();
    case Committed:
        return tr("in %n partition(s)", nullptr, static_cast<int>(group.partitions.size()));
    case Lag:
        return formatCount(group.lag());
    default:
        return QString();
    }
}

QVariant ConsumerGroupItemModel::progressText(const ConsumerGroup& group, const GroupProgress& progress,
                                              int column) {
    switch (column) {
    case Name:
        return QStringLiteral("P%1").arg(progress.partition.value);
    case Members:
        return readerOf(group, progress.partition);
    case Committed:
        return formatCount(progress.committed.value);
    case End:
        return formatCount(progress.end.value);
    case Lag:
        return formatCount(progress.lag());
    default:
        return QString();
    }
}

QVariant ConsumerGroupItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConsumerGroup& group = *groupAt(index);
    const GroupProgress* progress = progressAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return progress == nullptr ? groupText(group, index.column())
                                   : progressText(group, *progress, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() < Committed ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        if (progress == nullptr && index.column() == Committed)
            return font(TextStyle::Small);
        return font(progress == nullptr && (index.column() == Name || index.column() == Lag)
                        ? TextStyle::ValueStrong
                        : TextStyle::Value);
    case QuietRole:
        return progress == nullptr && index.column() == Committed;
    case Qt::ToolTipRole:
        if (progress == nullptr && index.column() == Members && !group.members)
            return tr("The broker does not report this group's members");
        return index.column() == Name || index.column() == Members ? this->data(index) : QVariant();
    case GroupNameRole:
        return QString::fromStdString(group.name);
    default:
        return {};
    }
}

QVariant ConsumerGroupItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section < Committed ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole && section == Lag)
        return tr("Offsets from the committed offset to the end");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Group");
    case State:
        return tr("State");
    case Members:
        return tr("Members");
    case Committed:
        return tr("Committed offset");
    case End:
        return tr("End offset");
    default:
        return tr("≈ Lag");
    }
}

} // namespace driftwood::ui
