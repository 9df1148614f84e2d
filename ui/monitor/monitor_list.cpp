#include "ui/monitor/monitor_list.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/lists/refill.h"
#include "ui/widgets/lists/two_line_delegate.h"

#include <QAction>
#include <QListView>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {

MonitorList::MonitorList(QWidget* parent)
    : QWidget(parent)
    , m_model(new MonitorItemModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_filter(new FilterField(tr("Filter monitors")))
    , m_view(new QListView)
    , m_attach(barButton(QStringLiteral("plug"), tr("Attach a model…"))) {
    setGround(*this, Token::Window);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setFilterRole(Qt::AccessibleTextRole); // contains name, topic and state
    m_view->setModel(m_filtered);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setAccessibleName(tr("Monitors"));
    setGround(*m_view->viewport(), Token::Window);
    auto* top = new Bar(metrics::kBarHeight, Token::Window);
    top->addWidget(m_filter, 1);
    auto* foot = new Bar(metrics::kBarHeight, Token::Window);
    foot->setLine(Bar::Line::Above);
    foot->addWidget(m_attach);
    foot->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(m_view, 1);
    column->addWidget(foot);
    m_filter->leadTo(m_view);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &MonitorList::takeCurrent);
    connect(m_attach, &QPushButton::clicked, this, &MonitorList::attachRequested);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_rename = addAction(tr("Rename…"), Qt::Key_F2, &MonitorList::renameRequested);
    m_remove = addAction(tr("Remove…"), Qt::Key_Delete, &MonitorList::removeRequested);
    m_rename->setObjectName(QStringLiteral("renameMonitor"));
    m_remove->setObjectName(QStringLiteral("removeMonitor"));
    offerActions();
}

QAction* MonitorList::addAction(const QString& text, const QKeySequence& key,
                                void (MonitorList::*signal)(qint64)) {
    auto* action = new QAction(text, m_view);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(action);
    connect(action, &QAction::triggered, this, [this, signal] {
        const QModelIndex current = m_view->currentIndex();
        if (current.isValid())
            Q_EMIT(this->*signal)(current.data(MonitorItemModel::IdRole).toLongLong());
    });
    return action;
}

/// One that is not in the workspace, because it is being attached or was refused, has no name to change; one
/// of another program is removed there.
void MonitorList::offerActions() {
    const auto entry = std::ranges::find(m_model->entries(), m_chosen, &MonitorEntry::id);
    const bool isThere = entry != m_model->entries().end();
    const bool elsewhere = isThere && entry->state == MonitorEntry::State::Elsewhere;
    m_rename->setEnabled(isThere && entry->id != 0);
    m_remove->setEnabled(isThere && !elsewhere);
    m_remove->setToolTip(elsewhere ? tr("It runs in another program. Stop it there first.") : QString());
}

void MonitorList::setEntries(const QList<MonitorEntry>& entries) {
    const QScopedValueRollback filling(m_filling, true);
    refill(*m_view, MonitorItemModel::IdRole, [&] { m_model->setEntries(entries); });
    choose(m_chosen);
}

void MonitorList::choose(qint64 id) {
    const QScopedValueRollback filling(m_filling, true);
    m_chosen = id;
    const QModelIndex index = m_filtered->mapFromSource(m_model->indexOf(id));
    if (index != m_view->currentIndex())
        m_view->setCurrentIndex(index);
    offerActions();
}

void MonitorList::takeCurrent() {
    const QModelIndex current = m_view->currentIndex();
    if (m_filling || !current.isValid())
        return;
    m_chosen = current.data(MonitorItemModel::IdRole).toLongLong();
    offerActions();
    Q_EMIT chosen(m_chosen);
}

void MonitorList::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

} // namespace driftwood::ui
