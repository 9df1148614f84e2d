#include "ui/models/model_list.h"

#include "ui/format/format.h"
#include "ui/itemmodels/grouped_item_model.h"
#include "ui/models/model_words.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/lists/refill.h"
#include "ui/widgets/lists/two_line_delegate.h"

#include <QAction>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

GroupedEntry entryOf(const session::StoreSnapshot& made, const workspace::ModelRow& row) {
    const StoredFigure figure = storedFigure(row);
    const auto running = std::ranges::count_if(made.monitors, [&row](const workspace::MonitorRow& monitor) {
        return monitor.modelId == row.id && monitor.running;
    });
    GroupedEntry entry;
    entry.key = qt(row.id);
    entry.group = qt(row.name);
    entry.headline = figure.name;
    entry.title = ModelList::tr("v%1").arg(versionOf(made.models, row));
    entry.figure = figure.value;
    entry.second = row.runId > 0 ? ModelList::tr("run %1").arg(row.runId) : qt(row.task);
    entry.second += QStringLiteral(" · ") + (running > 0 ? ModelList::tr("attached to %n topic(s)", nullptr,
                                                                         static_cast<int>(running))
                                                         : qt(row.createdAt).left(10));
    if (!figure.worseThan.isEmpty())
        entry.second += QStringLiteral(" · ") + ModelList::tr("worse than %1").arg(figure.worseThan);
    return entry;
}

} // namespace

ModelList::ModelList(QWidget* parent)
    : QWidget(parent)
    , m_filter(new FilterField(tr("Filter models")))
    , m_items(new GroupedItemModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_view(new QTreeView) {
    setGround(*this, Token::Window);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::kGap8, 0, 0);
    column->setSpacing(metrics::kGap8);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, 0);
    top->addWidget(m_filter);
    column->addLayout(top);
    m_filtered->setSourceModel(m_items);
    m_filtered->setRecursiveFilteringEnabled(true);
    m_filtered->setAutoAcceptChildRows(true);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_filtered);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(true);
    m_view->setIndentation(0);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setAccessibleName(tr("Models"));
    m_view->setObjectName(QStringLiteral("models"));
    setGround(*m_view, Token::Window);
    column->addWidget(m_view, 1);
    m_filter->leadTo(m_view);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filtered, &QAbstractItemModel::modelReset, m_view, &QTreeView::expandAll);
    connect(m_filtered, &QAbstractItemModel::rowsInserted, m_view, &QTreeView::expandAll);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ModelList::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (const QString key = index.data(GroupedItemModel::KeyRole).toString(); !key.isEmpty())
                    Q_EMIT chosen(key);
            });
}

void ModelList::setModels(const session::StoreSnapshot& made) {
    std::vector<GroupedEntry> entries;
    for (const workspace::ModelRow& row : made.models)
        entries.push_back(entryOf(made, row));
    refill(*m_view, GroupedItemModel::KeyRole, [&] { m_items->setEntries(entries); });
}

void ModelList::mark(const QString& modelId) {
    const QModelIndex index = m_filtered->mapFromSource(m_items->indexOf(modelId));
    if (index.isValid() && m_view->currentIndex() != index)
        m_view->setCurrentIndex(index);
}

void ModelList::setModelActions(const QList<QAction*>& actions) {
    for (QAction* action : actions)
        action->setShortcutContext(Qt::WidgetShortcut);
    m_view->addActions(actions);
}

void ModelList::showMenu(const QPoint& at) {
    const QModelIndex index = m_view->indexAt(at);
    if (index.data(GroupedItemModel::KeyRole).toString().isEmpty())
        return;                     // the heading of a group
    m_view->setCurrentIndex(index); // the menu is about the shown model
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_view->actions());
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void ModelList::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

} // namespace driftwood::ui
