#include "ui/widgets/lists/refill.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStringList>
#include <QTreeView>

namespace driftwood::ui {
namespace {

QStringList foldedGroups(const QTreeView* tree) {
    QStringList folded;
    for (int row = 0; tree != nullptr && row < tree->model()->rowCount(); ++row)
        if (const QModelIndex group = tree->model()->index(row, 0);
            tree->model()->hasChildren(group) && !tree->isExpanded(group))
            folded << group.data().toString();
    return folded;
}

void fold(QTreeView* tree, const QStringList& groups) {
    for (int row = 0; tree != nullptr && !groups.isEmpty() && row < tree->model()->rowCount(); ++row)
        if (const QModelIndex group = tree->model()->index(row, 0); groups.contains(group.data().toString()))
            tree->collapse(group);
}

} // namespace

void refill(QAbstractItemView& view, int keyRole, const std::function<void()>& fill) {
    auto* tree = qobject_cast<QTreeView*>(&view);
    const QStringList folded = foldedGroups(tree);
    const QVariant key = view.currentIndex().data(keyRole);
    const int scrolled = view.verticalScrollBar()->value();
    const QSignalBlocker quiet(view.selectionModel());
    fill();
    QAbstractItemModel* model = view.model();
    if (view.currentIndex().isValid() || model->rowCount() == 0)
        return; // the rows have stayed, or there are none
    fold(tree, folded);
    if (key.isValid())
        if (const auto found =
                model->match(model->index(0, 0), keyRole, key, 1, Qt::MatchExactly | Qt::MatchRecursive);
            !found.isEmpty())
            view.selectionModel()->setCurrentIndex(found.front(), QItemSelectionModel::ClearAndSelect);
    view.doItemsLayout();
    view.verticalScrollBar()->setValue(scrolled);
    view.viewport()->update();
}

} // namespace driftwood::ui
