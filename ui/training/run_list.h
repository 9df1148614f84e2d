#pragma once

#include "ui/itemmodels/grouped_item_model.h"

#include <QWidget>

class QAction;
class QTreeView;

namespace driftwood::ui {

class FilterField;

/// The runs there are, grouped by model, with a filter above. What is typed in the filter is the page's to
/// apply.
class RunList : public QWidget {
    Q_OBJECT

  public:
    explicit RunList(QWidget* parent = nullptr);

    [[nodiscard]] QString filter() const;
    void setEntries(const std::vector<GroupedEntry>& entries);
    void select(qint64 runId); ///< without chosen(); a run that is not listed leaves it as it is
    void selectNone();
    void focusFilter();
    /// What can be done with a run: their keys work while the list has the keyboard, its menu shows them.
    void setRunActions(const QList<QAction*>& actions);

  Q_SIGNALS:
    void filterChanged();
    void chosen(qint64 runId);
    void menuAboutToShow(); ///< of the run that is chosen: its actions may be enabled now

  private:
    void showMenu(const QPoint& at);

    GroupedItemModel m_runs;
    FilterField* m_filter;
    QTreeView* m_view;
};

} // namespace driftwood::ui
