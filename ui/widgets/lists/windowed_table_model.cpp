#include "ui/widgets/lists/windowed_table_model.h"

#include "ui/format/format.h"

namespace driftwood::ui {

int WindowedTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }

QVariant WindowedTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const qint64 row = absoluteRow(index);
    QVariant value = cell(row, index.column(), role);
    if (role == Qt::AccessibleTextRole && !value.isValid())
        value =
            tr("row %1, %2").arg(formatCount(row + 1), cell(row, index.column(), Qt::DisplayRole).toString());
    return value;
}

void WindowedTableModel::setWindow(qint64 first, int rows) {
    first = std::clamp<qint64>(first, 0, std::max<qint64>(0, m_total - 1));
    if (first == m_first && rows == m_window)
        return;
    m_window = rows;
    show(first, m_total, first != m_first);
}

void WindowedTableModel::setTotalRows(qint64 total, qint64 inFront) {
    if (total == m_total && inFront == 0)
        return;
    // A table that shows its top stays there; others move with the inserted rows, so that the same rows stay
    // visible.
    const qint64 first = m_first == 0 && inFront > 0 ? 0 : m_first + inFront;
    show(std::clamp<qint64>(first, 0, std::max<qint64>(0, total - 1)), total, inFront != 0);
    if (inFront != 0)
        Q_EMIT shifted(inFront);
    Q_EMIT totalChanged(total);
}

void WindowedTableModel::show(qint64 first, qint64 total, bool others) {
    // Rows are removed before the rest moves, and inserted after it. For Qt, rows are added and removed only
    // at the end.
    const int rows = static_cast<int>(std::clamp<qint64>(total - first, 0, m_window));
    if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    m_first = first;
    m_total = total;
    if (others)
        redraw(0, m_rows);
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    Q_EMIT windowMoved(m_first, m_rows);
}

void WindowedTableModel::redraw(int begin, int end) {
    if (begin >= end || columnCount() == 0)
        return;
    Q_EMIT dataChanged(index(begin, 0), index(end - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Vertical, begin, end - 1);
}

void WindowedTableModel::cellsChanged(qint64 begin, qint64 end) {
    const qint64 rows = m_rows;
    redraw(static_cast<int>(std::clamp<qint64>(begin - m_first, 0, rows)),
           static_cast<int>(std::clamp<qint64>(end - m_first, 0, rows)));
}

void WindowedTableModel::resetRows(qint64 total, const std::function<void()>& change) {
    beginResetModel();
    if (change)
        change();
    m_total = total;
    m_first = 0;
    m_rows = static_cast<int>(std::clamp<qint64>(total, 0, m_window));
    endResetModel();
    Q_EMIT totalChanged(total);
    Q_EMIT windowMoved(m_first, m_rows);
}

} // namespace driftwood::ui
