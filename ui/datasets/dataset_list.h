#pragma once

#include "session/dataset_watch.h"
#include "ui/itemmodels/datasets/dataset_item_model.h"

#include <QList>
#include <QWidget>

class QAction;
class QListView;
class QSortFilterProxyModel;

namespace driftwood::ui {

class FilterField;

/// The list of data sets with its filter above and the opening of a manifest below.
class DatasetList : public QWidget {
    Q_OBJECT

  public:
    using Row = workspace::Workspace::DatasetRow;

    explicit DatasetList(QWidget* parent = nullptr);

    void setRows(const std::vector<Row>& rows);
    /// Selects it, or the first when it is not there; returns the name that is selected, empty for none.
    QString select(const QString& name);
    [[nodiscard]] bool has(const QString& name) const;
    /// Valid until the next setRows(); null when it is not there.
    [[nodiscard]] const Row* row(const QString& name) const;
    void showStandings(const session::DatasetWatch& watch);
    /// The actions of a row's context menu, above its removal.
    void setRowActions(const QList<QAction*>& actions) { m_actions = actions; }
    void clearFilter();
    void focusFilter();

  Q_SIGNALS:
    void chosen(const QString& name);
    void openRequested(); ///< a manifest's file
    void removeRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showMenu(const QPoint& at);

    DatasetItemModel* m_model;
    QSortFilterProxyModel* m_shown;
    FilterField* m_filter;
    QListView* m_view;
    QList<QAction*> m_actions;
};

} // namespace driftwood::ui
