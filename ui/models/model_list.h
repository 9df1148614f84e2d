#pragma once

#include "session/store.h"

#include <QWidget>

class QAction;
class QSortFilterProxyModel;
class QTreeView;

namespace driftwood::ui {

class FilterField;
class GroupedItemModel;

/// The models by name and version, newest first, with a filter.
class ModelList : public QWidget {
    Q_OBJECT

  public:
    explicit ModelList(QWidget* parent = nullptr);

    void setModels(const session::StoreSnapshot& made);
    /// Marks the shown model; if the filter hides it, it stays hidden.
    void mark(const QString& modelId);
    void focusFilter();
    /// The actions of the context menu, with keys that act while the list has the focus.
    void setModelActions(const QList<QAction*>& actions);

  Q_SIGNALS:
    void chosen(const QString& modelId);

  private:
    void showMenu(const QPoint& at);

    FilterField* m_filter;
    GroupedItemModel* m_items;
    QSortFilterProxyModel* m_filtered;
    QTreeView* m_view;
};

} // namespace driftwood::ui
