#pragma once

#include "ui/itemmodels/models/monitor_item_model.h"

#include <QWidget>

class QAction;
class QListView;
class QPushButton;
class QSortFilterProxyModel;

namespace driftwood::ui {

class FilterField;

/// The page's list: filter, monitors, and the button that attaches another model.
class MonitorList : public QWidget {
    Q_OBJECT

  public:
    explicit MonitorList(QWidget* parent = nullptr);

    /// Keeps the selection.
    void setEntries(const QList<MonitorEntry>& entries);
    void choose(qint64 id);
    void focusFilter();
    [[nodiscard]] QListView* view() const { return m_view; }

  Q_SIGNALS:
    void chosen(qint64 id); ///< by the user
    void attachRequested();
    void renameRequested(qint64 id);
    void removeRequested(qint64 id);

  private:
    void takeCurrent();
    QAction* addAction(const QString& text, const QKeySequence& key, void (MonitorList::*signal)(qint64));
    void offerActions();

    MonitorItemModel* m_model;
    QSortFilterProxyModel* m_filtered;
    FilterField* m_filter;
    QListView* m_view;
    QPushButton* m_attach;
    QAction* m_rename;
    QAction* m_remove;
    qint64 m_chosen = -1;
    bool m_filling = false;
};

} // namespace driftwood::ui
