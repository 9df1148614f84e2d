#include "ui/widgets/windowed_table_model.h"

#include <QLocale>

namespace driftwood::ui {

int WindowedTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(std::clamp<qint64>(m_total - m_first, 0, m_window));
}

QVariant WindowedTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const qint64 row = absoluteRow(index);
    QVariant value = cell(row, index.column(), role);
    if (role == Qt::AccessibleTextRole && !value.isValid())
        value = tr("row %1, %2")
                    .arg(QLocale().toString(row + 1), cell(row, index.column(), Qt::DisplayRole).toString());
    return value;
}

void WindowedTableModel::setWindow(qint64 first, int rows) {
    first = std::clamp<qint64>(first, 0, std::max<qint64>(0, m_total - 1));
    if (first == m_first && rows == m_window)
        return;
    const int before = rowCount();
    const int after = static_cast<int>(std::clamp<qint64>(m_total - first, 0, rows));
    apply(before, after, [&] {
        m_first = first;
        m_window = rows;
    });
    Q_EMIT windowMoved(m_first, rowCount());
}

void WindowedTableModel::setTotalRows(qint64 total, qint64 inFront) {
    if (total == m_total && inFront == 0)
        return;
    const int before = rowCount();
    // Only a table that does not show the top slides along with what came in front.
    const qint64 last = std::max<qint64>(0, total - 1);
    const qint64 first = std::clamp<qint64>(m_first == 0 && inFront > 0 ? 0 : m_first + inFront, 0, last);
    const int after = static_cast<int>(std::clamp<qint64>(total - first, 0, m_window));
    apply(before, after, [&] {
        m_total = total;
        m_first = first;
    });
    if (inFront != 0)
        Q_EMIT shifted(inFront);
    Q_EMIT totalChanged(total);
    Q_EMIT windowMoved(m_first, rowCount());
}

void WindowedTableModel::apply(int before, int after, const std::function<void()>& change) {
    if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    change();
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    redraw(0, std::min(before, after));
}

void WindowedTableModel::redraw(int begin, int end) {
    if (begin >= end || columnCount() == 0)
        return;
    Q_EMIT dataChanged(index(begin, 0), index(end - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Vertical, begin, end - 1);
}

void WindowedTableModel::cellsChanged(qint64 begin, qint64 end) {
    const qint64 rows = rowCount();
    redraw(static_cast<int>(std::clamp<qint64>(begin - m_first, 0, rows)),
           static_cast<int>(std::clamp<qint64>(end - m_first, 0, rows)));
}

void WindowedTableModel::resetRows(qint64 total, const std::function<void()>& change) {
    beginResetModel();
    if (change)
        change();
    m_total = total;
    m_first = 0;
    endResetModel();
    Q_EMIT totalChanged(total);
    Q_EMIT windowMoved(m_first, rowCount());
}

} // namespace driftwood::ui
