#pragma once

#include <QWidget>

class QKeyEvent;
class QMouseEvent;
class QTableView;
class QWheelEvent;

namespace driftwood::ui {

class WindowScrollBar;
class WindowedTableModel;

/// A table over a WindowedTableModel with its own scroll bar. Selection and current row are absolute rows, so
/// they stay with their rows while the window moves. Rows are 26 px high (or as set) and not resized to their
/// contents.
class WindowedTable : public QWidget {
    Q_OBJECT

  public:
    explicit WindowedTable(QWidget* parent = nullptr);

    /// The model is not owned and may be destroyed first.
    void setModel(WindowedTableModel* model);
    [[nodiscard]] WindowedTableModel* model() const { return m_model; }
    /// For columns, delegates and header. Rows, selection and scrolling belong to this class.
    [[nodiscard]] QTableView* view() const { return m_view; }

    /// -1: none.
    [[nodiscard]] qint64 currentRow() const { return m_current; }
    /// Makes the row current and, with `scroll`, visible. -1 clears.
    void setCurrentRow(qint64 row, bool scroll = true);
    /// The selected rows, half-open; empty: begin == end.
    struct Rows {
        qint64 begin = 0;
        qint64 end = 0;
        [[nodiscard]] qint64 count() const { return end - begin; }
        bool operator==(const Rows&) const = default;
    };
    [[nodiscard]] Rows selectedRows() const { return m_selected; }
    void selectRows(qint64 begin, qint64 end);

    [[nodiscard]] qint64 firstVisibleRow() const;
    /// Number of rows that fit completely.
    [[nodiscard]] int visibleRows() const;
    void scrollToRow(qint64 row);
    /// The last row stays visible while rows are added; scrolling up stops that, End starts it again.
    void setFollowEnd(bool follow);

  Q_SIGNALS:
    void currentRowChanged(qint64 row);
    void selectionChanged();
    /// Enter or a double click.
    void rowActivated(qint64 row);
    void contextMenuRequested(qint64 row, int column, const QPoint& globalPosition);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    bool keyPressed(QKeyEvent& event);
    bool mouse(QMouseEvent& event);
    bool wheeled(QWheelEvent& event);
    void moveCurrent(qint64 to, bool extend, bool scroll = true);
    void moveTo(qint64 first);
    void scheduleLayout();
    void totalChanged();
    void slide(qint64 rows);
    void syncSelection();
    [[nodiscard]] qint64 rowAt(const QPoint& position) const;
    [[nodiscard]] qint64 lastFirst() const;

    QTableView* m_view;
    WindowScrollBar* m_bar;
    WindowedTableModel* m_model = nullptr;
    qint64 m_current = -1;
    qint64 m_anchor = -1; ///< the row from which Shift extends the selection
    Rows m_selected;
    bool m_followEnd = false;
    bool m_layoutPending = false;
    int m_wheelRest = 0; ///< remaining wheel angle, less than a row
};

} // namespace driftwood::ui
