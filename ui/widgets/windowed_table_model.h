#pragma once

#include <QAbstractTableModel>
#include <functional>

namespace driftwood::ui {

/// The base of a model of any number of rows of which only a window is known to Qt: a view of 10^12 rows
/// costs what one of 40 does. Rows of the model are rows of the window; `absoluteRow` adds where it begins.
class WindowedTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] qint64 totalRows() const { return m_total; }
    [[nodiscard]] qint64 firstRow() const { return m_first; }
    [[nodiscard]] qint64 absoluteRow(const QModelIndex& index) const { return m_first + index.row(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

    /// The value of a cell of the whole. A screen reader hears the absolute row by AccessibleTextRole unless
    /// this answers it.
    [[nodiscard]] virtual QVariant cell(qint64 row, int column, int role) const = 0;

    /// The table's business: which rows are on the screen.
    void setWindow(qint64 first, int rows);

  Q_SIGNALS:
    void totalChanged(qint64 total);
    /// Rows came in front of row 0 (or left, if negative): selection and position slide by as many.
    void shifted(qint64 rows);
    /// Rows [first, first + count) are on the screen: what is not there yet should be read.
    void windowMoved(qint64 first, int count);

  protected:
    /// Call after the rows have changed. `inFront` of them came before row 0: live tails that show the newest
    /// first.
    void setTotalRows(qint64 total, qint64 inFront = 0);
    /// The values of [begin, end) are others now; only what is on the screen is drawn again.
    void cellsChanged(qint64 begin, qint64 end);
    /// Other columns, or everything; `change` is made in between, where Qt expects it.
    void resetRows(qint64 total, const std::function<void()>& change = {});

  private:
    /// The window's first row, of `total`; `others`: its rows are others than before.
    void show(qint64 first, qint64 total, bool others);
    void redraw(int begin, int end);

    qint64 m_total = 0;
    qint64 m_first = 0;
    int m_window = 0; ///< rows there is room for
    int m_rows = 0;   ///< rows of the window there are
};

} // namespace driftwood::ui
