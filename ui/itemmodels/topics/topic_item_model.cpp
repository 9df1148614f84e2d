#include "ui/itemmodels/topics/topic_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr quintptr kClusterId = 0;
constexpr quintptr kTopicId = 1;

} // namespace

void TopicItemModel::setCluster(const QString& name, const QString& label, const QString& labelColor) {
    m_cluster = name;
    m_label = label;
    m_labelColor = labelColor;
    Q_EMIT dataChanged(clusterIndex(), clusterIndex());
}

void TopicItemModel::setTopics(const std::vector<session::TopicFacts>& topics) {
    m_topics.clear();
    for (const session::TopicFacts& facts : topics)
        m_topics.push_back({QString::fromStdString(facts.info.name.value), facts.recordsPerSec,
                            facts.records(), static_cast<int>(facts.info.partitions.size()),
                            facts.info.internal});
    std::ranges::sort(m_topics, {}, &Row::name);
    update();
}

void TopicItemModel::setFilter(const QString& text) {
    m_filter = text.trimmed();
    update();
}

void TopicItemModel::setInternalShown(bool shown) {
    m_internalShown = shown;
    update();
}

bool TopicItemModel::isShown(const Row& row) const {
    return (m_internalShown || !row.internal) && row.name.contains(m_filter, Qt::CaseInsensitive);
}

void TopicItemModel::update() {
    std::vector<Row> wanted;
    std::ranges::copy_if(m_topics, std::back_inserter(wanted),
                         [this](const Row& row) { return isShown(row); });
    const QModelIndex root = clusterIndex();
    // Both lists are sorted by name, so one pass finds the added and removed topics.
    std::size_t at = 0;
    for (std::size_t next = 0; at < m_rows.size() || next < wanted.size();) {
        const int row = static_cast<int>(at);
        if (next == wanted.size() || (at < m_rows.size() && m_rows[at].name < wanted[next].name)) {
            beginRemoveRows(root, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
            continue;
        }
        if (at == m_rows.size() || wanted[next].name < m_rows[at].name) {
            beginInsertRows(root, row, row);
            m_rows.insert(m_rows.begin() + row, wanted[next]);
            endInsertRows();
        } else {
            m_rows[at] = wanted[next];
        }
        ++at;
        ++next;
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0, root), index(shown() - 1, 0, root));
    Q_EMIT countsChanged();
}

QString TopicItemModel::topicAt(const QModelIndex& index) const {
    return index.isValid() && index.internalId() == kTopicId
               ? m_rows[static_cast<std::size_t>(index.row())].name
               : QString();
}

QModelIndex TopicItemModel::indexOf(const QString& topic) const {
    const auto found = std::ranges::find(m_rows, topic, &Row::name);
    return found == m_rows.end() ? QModelIndex()
                                 : index(static_cast<int>(found - m_rows.begin()), 0, clusterIndex());
}

QModelIndex TopicItemModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? kTopicId : kClusterId);
}

QModelIndex TopicItemModel::parent(const QModelIndex& child) const {
    return child.isValid() && child.internalId() == kTopicId ? createIndex(0, 0, kClusterId) : QModelIndex();
}

int TopicItemModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return 1;
    return parent.internalId() == kClusterId && parent.column() == 0 ? shown() : 0;
}

int TopicItemModel::columnCount(const QModelIndex&) const { return 1; }

QVariant TopicItemModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    return index.internalId() == kClusterId ? clusterData(role)
                                            : topicData(m_rows[static_cast<std::size_t>(index.row())], role);
}

QVariant TopicItemModel::clusterData(int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return m_cluster;
    case GroupRole:
        return true;
    case FigureRole:
        return tr("records/s");
    case ClusterRole:
        return m_label.isEmpty() ? QVariant() : m_label;
    case ClusterColorRole:
        return m_labelColor;
    default:
        return {};
    }
}

QVariant TopicItemModel::topicData(const Row& row, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case MonoRole:
        return true;
    case QuietRole:
        return row.internal;
    case FigureRole:
        return rateFigure(row.recordsPerSec);
    case Qt::ToolTipRole:
        return tr("%1\n%2 partitions, %3 records")
            .arg(row.name, formatCount(row.partitions), formatEstimate(row.records));
    case Qt::AccessibleTextRole:
        return tr("%1, %2 records per second").arg(row.name, rateFigure(row.recordsPerSec));
    default:
        return {};
    }
}

} // namespace driftwood::ui
