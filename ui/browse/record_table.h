#pragma once

#include "ui/itemmodels/record_item_model.h"

#include <QWidget>
#include <optional>

class QMenu;

namespace driftwood::ui {

class WindowedTable;

/// The records as a table. What is current is a position in the log: it stays current while rows come, go and
/// change places, and after the same records have been read again.
class RecordTable : public QWidget {
    Q_OBJECT

  public:
    explicit RecordTable(QWidget* parent = nullptr);

    [[nodiscard]] RecordItemModel& model() { return *m_model; }
    [[nodiscard]] const RecordItemModel& model() const { return *m_model; }
    [[nodiscard]] WindowedTable* table() const { return m_table; }
    /// Columns anew; the current record is forgotten unless `keepCurrent`.
    void begin(const browsing::RecordReading::Spec& spec, bool newestFirst, bool raw, bool keepCurrent);
    void add(const std::vector<browsing::RecordRef>& records);

    [[nodiscard]] std::optional<browsing::RecordRef> current() const;
    void setCurrent(const std::optional<Position>& position);
    /// The next row (+1) or the one before (-1), and the same among records of the current one's key.
    void step(int direction);
    void stepByKey(int direction);
    void goToEnd(bool first);
    /// Selected rows, or all when only one is.
    [[nodiscard]] std::vector<browsing::RecordRef> selectedOrAll() const;

  Q_SIGNALS:
    void currentChanged(); ///< also to none
    void activated();      ///< Enter or double click
    void spacePressed();
    /// The menu of a row, about to be shown.
    void menuRequested(QMenu* menu);
    /// The header of the timestamp was clicked: the other order is wanted.
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
    std::optional<browsing::RecordRef> m_currentRecord; ///< kept although its row may be gone from a ring
    bool m_columnsSized = false;
    bool m_newestFirst = true;
};

} // namespace driftwood::ui
