#include "ui/itemmodels/partition_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"

#include <algorithm>

namespace driftwood::ui {

void PartitionItemModel::setTopic(const session::TopicFacts& facts) {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - m_at).count();
    const bool same = facts.info.name == m_topic && facts.watermarks.size() == m_rows.size();
    std::vector<Row> rows;
    for (std::size_t i = 0; i < facts.watermarks.size(); ++i) {
        Row row{facts.watermarks[i], -1};
        if (same && seconds > 0)
            row.recordsPerSec =
                static_cast<double>(std::max<qint64>(0, row.marks.high - m_rows[i].marks.high)) / seconds;
        rows.push_back(row);
    }
    if (!same)
        beginResetModel();
    m_topic = facts.info.name;
    m_rows = std::move(rows);
    m_total = facts.records();
    m_at = now;
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void PartitionItemModel::clear() {
    beginResetModel();
    m_topic = {};
    m_rows.clear();
    endResetModel();
}

int PartitionItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PartitionItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString PartitionItemModel::text(const Row& row, int column) const {
    const qint64 records = row.marks.high - row.marks.low;
    switch (column) {
    case Partition:
        return QStringLiteral("P%1").arg(row.marks.partition.value);
    case Low:
        return formatCount(row.marks.low.value);
    case High:
        return formatCount(row.marks.high.value);
    case Records:
        return formatCount(records);
    case Rate:
        return rateFigure(row.recordsPerSec);
    case Share:
        return m_total > 0 ? formatPercent(static_cast<double>(records) / static_cast<double>(m_total))
                           : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant PartitionItemModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(m_rows[static_cast<std::size_t>(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() == Partition ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    return {};
}

QVariant PartitionItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Partition ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Partition:
        return tr("Partition");
    case Low:
        return tr("Low watermark");
    case High:
        return tr("High watermark");
    case Records:
        return tr("≈ Records");
    case Rate:
        return tr("records/s");
    default:
        return tr("Share");
    }
}

} // namespace driftwood::ui
