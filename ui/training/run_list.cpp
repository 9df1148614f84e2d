#include "ui/training/run_list.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/lists/refill.h"
#include "ui/widgets/lists/two_line_delegate.h"

#include <QAction>
#include <QMenu>
#include <QSignalBlocker>
#include <QTreeView>
#include <QVBoxLayout>

namespace driftwood::ui {

RunList::RunList(QWidget* parent)
    : QWidget(parent)
    , m_filter(new FilterField(tr("Filter runs")))
    , m_view(new QTreeView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kGap12, metrics::kGap8, metrics::kGap12, metrics::kGap8);
    top->addWidget(m_filter);
    column->addLayout(top);
    m_view->setModel(&m_runs);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setAccessibleName(tr("Runs"));
    m_view->setHeaderHidden(true);
    m_view->setIndentation(0);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    setGround(*m_view, Token::Window);
    setGround(*m_view->viewport(), Token::Window);
    column->addWidget(m_view, 1);
    connect(m_filter, &FilterField::filterChanged, this, &RunList::filterChanged);
    m_filter->leadTo(m_view);
    connect(&m_runs, &QAbstractItemModel::modelReset, m_view, &QTreeView::expandAll);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (const qint64 id = index.data(GroupedItemModel::KeyRole).toLongLong(); id != 0)
                    Q_EMIT chosen(id);
            });
    connect(m_view, &QWidget::customContextMenuRequested, this, &RunList::showMenu);
}

QString RunList::filter() const { return m_filter->text(); }

void RunList::setEntries(const std::vector<GroupedEntry>& entries) {
    refill(*m_view, GroupedItemModel::KeyRole, [&] { m_runs.setEntries(entries); });
}

void RunList::select(qint64 runId) {
    const QModelIndex index = m_runs.indexOf(QString::number(runId));
    if (!index.isValid() || index == m_view->currentIndex())
        return;
    const QSignalBlocker quiet(m_view->selectionModel());
    m_view->setCurrentIndex(index);
    m_view->viewport()->update();
}

void RunList::selectNone() {
    const QSignalBlocker quiet(m_view->selectionModel());
    m_view->clearSelection();
    m_view->setCurrentIndex({});
    m_view->viewport()->update();
}

void RunList::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

void RunList::setRunActions(const QList<QAction*>& actions) {
    for (QAction* action : actions)
        action->setShortcutContext(Qt::WidgetShortcut);
    m_view->addActions(actions);
}

void RunList::showMenu(const QPoint& at) {
    const QModelIndex index = m_view->indexAt(at);
    if (index.data(GroupedItemModel::KeyRole).toLongLong() == 0)
        return;
    m_view->setCurrentIndex(index); // the menu refers to the shown run
    Q_EMIT menuAboutToShow();
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_view->actions());
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

} // namespace driftwood::ui
