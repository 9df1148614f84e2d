#include "ui/itemmodels/topics/partition_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

qint64 recordsIn(const PartitionRow& row) { return row.marks.high - row.marks.low; }

} // namespace

PartitionItemModel::PartitionItemModel(QObject* parent)
    : ColumnTableModel(
          parent,
          {{.title = tr("Partition"),
            .text =
                [](const PartitionRow& row) { return QStringLiteral("P%1").arg(row.marks.partition.value); }},
           {.title = tr("Low watermark"),
            .text = [](const PartitionRow& row) { return formatCount(row.marks.low.value); },
            .align = Qt::AlignRight},
           {.title = tr("High watermark"),
            .text = [](const PartitionRow& row) { return formatCount(row.marks.high.value); },
            .align = Qt::AlignRight},
           {.title = tr("≈ Records"),
            .text = [](const PartitionRow& row) { return formatCount(recordsIn(row)); },
            .align = Qt::AlignRight},
           {.title = tr("records/s"),
            .text = [](const PartitionRow& row) { return rateFigure(row.recordsPerSec); },
            .align = Qt::AlignRight},
           {.title = tr("Share"),
            .text =
                [this](const PartitionRow& row) {
                    return m_total > 0 ? formatPercent(static_cast<double>(recordsIn(row)) /
                                                       static_cast<double>(m_total))
                                       : QStringLiteral("–");
                },
            .align = Qt::AlignRight}}) {}

void PartitionItemModel::setTopic(const session::TopicFacts& facts) {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - m_at).count();
    const bool same = facts.info.name == m_topic && facts.watermarks.size() == m_rows.size();
    std::vector<PartitionRow> rows;
    for (std::size_t i = 0; i < facts.watermarks.size(); ++i) {
        PartitionRow row{facts.watermarks[i], -1};
        if (same && seconds > 0)
            row.recordsPerSec =
                static_cast<double>(std::max<qint64>(0, row.marks.high - m_rows[i].marks.high)) / seconds;
        rows.push_back(row);
    }
    m_topic = facts.info.name;
    m_total = facts.records();
    m_at = now;
    if (!same)
        return reset(std::move(rows));
    m_rows = std::move(rows);
    rowsChanged(0, rowCount() - 1);
}

void PartitionItemModel::clear() {
    m_topic = {};
    reset({});
}

} // namespace driftwood::ui
