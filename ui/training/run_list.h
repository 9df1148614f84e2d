#pragma once

#include "ui/itemmodels/grouped_item_model.h"

#include <QWidget>

class QAction;
class QTreeView;

namespace driftwood::ui {

class FilterField;

/// All runs, grouped by model, with a filter above. The page applies the filter's text.
class RunList : public QWidget {
    Q_OBJECT

  public:
    explicit RunList(QWidget* parent = nullptr);

    [[nodiscard]] QString filter() const;
    void setEntries(const std::vector<GroupedEntry>& entries);
    void select(qint64 runId); ///< does not emit chosen(); ignores a run that is not listed
    void selectNone();
    void focusFilter();
    /// Sets the actions for a run: their keys work while the list has the focus, and its menu shows them.
    void setRunActions(const QList<QAction*>& actions);

  Q_SIGNALS:
    void filterChanged();
    void chosen(qint64 runId);
    void menuAboutToShow(); ///< for the chosen run: its actions must be updated now

  private:
    void showMenu(const QPoint& at);

    GroupedItemModel m_runs;
    FilterField* m_filter;
    QTreeView* m_view;
};

} // namespace driftwood::ui
