#pragma once

#include "ui/itemmodels/topics/record_item_model.h"

#include <QWidget>
#include <optional>

class QMenu;

namespace driftwood::ui {

class WindowedTable;

/// The records as a table. The current record is a position in the log: it stays current while rows are
/// added, removed or reordered, and after the same records have been read again.
class RecordTable : public QWidget {
    Q_OBJECT

  public:
    explicit RecordTable(QWidget* parent = nullptr);

    [[nodiscard]] RecordItemModel& model() { return *m_model; }
    [[nodiscard]] const RecordItemModel& model() const { return *m_model; }
    [[nodiscard]] WindowedTable* table() const { return m_table; }
    /// Creates the columns again; forgets the current record unless `keepCurrent`.
    void begin(const browsing::RecordReading::Spec& spec, bool newestFirst, bool raw, bool keepCurrent);
    void add(const std::vector<browsing::RecordRef>& records);

    [[nodiscard]] std::optional<browsing::RecordRef> current() const;
    void setCurrent(const std::optional<Position>& position);
    /// Moves to the next row (+1) or the previous one (-1); stepByKey stays among records with the current
    /// record's key.
    void step(int direction);
    void stepByKey(int direction);
    void goToEnd(bool first);
    /// The selected rows, or all rows if only one is selected.
    [[nodiscard]] std::vector<browsing::RecordRef> selectedOrAll() const;

  Q_SIGNALS:
    void currentChanged(); ///< also if there is none any more
    void activated();      ///< Enter or a double click
    void spacePressed();
    /// Emitted before a row's menu is shown.
    void menuRequested(QMenu* menu);
    /// The timestamp's header was clicked: the user wants the other order.
    void orderClicked();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void rowChanged(qint64 row);
    void findAgain(bool scroll);
    void orderColumns();
    void showOrder();
    void sizeColumns();
    void showMenu(const QPoint& globalPosition);
    void showColumnsMenu(const QPoint& position);

    RecordItemModel* m_model;
    WindowedTable* m_table;
    std::optional<Position> m_current;
    std::optional<browsing::RecordRef> m_currentRecord; ///< kept even if its row has left the ring buffer
    bool m_columnsSized = false;
    bool m_newestFirst = true;
};

} // namespace driftwood::ui
