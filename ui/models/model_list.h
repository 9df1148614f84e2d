#pragma once

#include "session/store.h"

#include <QWidget>

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

  Q_SIGNALS:
    void chosen(const QString& modelId);

  private:
    FilterField* m_filter;
    GroupedItemModel* m_items;
    QSortFilterProxyModel* m_filtered;
    QTreeView* m_view;
};

} // namespace driftwood::ui
