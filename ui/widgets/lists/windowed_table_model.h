#pragma once

#include <QAbstractTableModel>
#include <functional>

namespace driftwood::ui {

/// Base of a model with any number of rows, of which Qt knows only a window: a view of 10^12 rows costs as
/// much as one of 40. Rows of the model are rows of the window; `absoluteRow` adds the window's first row.
class WindowedTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] qint64 totalRows() const { return m_total; }
    [[nodiscard]] qint64 firstRow() const { return m_first; }
    [[nodiscard]] qint64 absoluteRow(const QModelIndex& index) const { return m_first + index.row(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

    /// The value of a cell by absolute row. For screen readers, AccessibleTextRole names the absolute row
    /// unless this function answers it.
    [[nodiscard]] virtual QVariant cell(qint64 row, int column, int role) const = 0;

    /// Called by the table: sets the rows on the screen.
    void setWindow(qint64 first, int rows);

  Q_SIGNALS:
    void totalChanged(qint64 total);
    /// Rows were inserted before row 0 (or removed, if negative): selection and position move by this number.
    void shifted(qint64 rows);
    /// Rows [first, first + count) are on the screen; missing ones should be read now.
    void windowMoved(qint64 first, int count);

  protected:
    /// Call after the rows have changed. `inFront` of them were inserted before row 0, as in live tails that
    /// show the newest first.
    void setTotalRows(qint64 total, qint64 inFront = 0);
    /// Values in [begin, end) have changed; only visible rows are redrawn.
    void cellsChanged(qint64 begin, qint64 end);
    /// For other columns, or a complete change; `change` is called in between, where Qt expects it.
    void resetRows(qint64 total, const std::function<void()>& change = {});

  private:
    /// Sets the window's first row and the total; `others`: its rows differ from before.
    void show(qint64 first, qint64 total, bool others);
    void redraw(int begin, int end);

    qint64 m_total = 0;
    qint64 m_first = 0;
    int m_window = 0; ///< number of rows that fit
    int m_rows = 0;   ///< number of rows in the window
};

} // namespace driftwood::ui
