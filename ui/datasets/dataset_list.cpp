#include "ui/datasets/dataset_list.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/lists/refill.h"
#include "ui/widgets/lists/two_line_delegate.h"

#include <QAction>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace driftwood::ui {

using namespace metrics;

DatasetList::DatasetList(QWidget* parent)
    : QWidget(parent)
    , m_model(new DatasetItemModel(this))
    , m_shown(new QSortFilterProxyModel(this))
    , m_view(new QListView(this)) {
    setGround(*this, Token::Window);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* top = new Bar(kBarHeight, Token::Window, this);
    m_filter = new FilterField(tr("Filter data sets"), QStringLiteral("filter"), top);
    top->addWidget(m_filter, 1);
    column->addWidget(top);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_shown);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setAccessibleName(tr("Data sets"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    setGround(*m_view->viewport(), Token::Window);
    column->addWidget(m_view, 1);
    auto* foot = new Bar(kBarHeight, Token::Window, this);
    foot->setLine(Bar::Line::Above);
    auto* open = pushButton(tr("Open manifest…"), ButtonKind::Default, foot);
    foot->addWidget(open);
    foot->addStretch();
    column->addWidget(foot);
    connect(open, &QPushButton::clicked, this, &DatasetList::openRequested);
    m_filter->leadTo(m_view);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    Q_EMIT chosen(current.data(DatasetItemModel::NameRole).toString());
            });
    connect(m_view, &QWidget::customContextMenuRequested, this, &DatasetList::showMenu);
}

void DatasetList::showMenu(const QPoint& at) {
    if (!m_view->indexAt(at).isValid())
        return;
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions);
    menu->addSeparator();
    menu->addAction(tr("Remove…"), this, &DatasetList::removeRequested);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void DatasetList::setRows(const std::vector<Row>& rows) {
    refill(*m_view, DatasetItemModel::NameRole, [&] { m_model->setRows(rows); });
}

bool DatasetList::has(const QString& name) const { return m_model->indexOf(name).isValid(); }

const DatasetList::Row* DatasetList::row(const QString& name) const {
    return m_model->row(m_model->indexOf(name));
}

QString DatasetList::select(const QString& name) {
    QModelIndex index = m_model->indexOf(name);
    if (!index.isValid() && m_model->rowCount() > 0)
        index = m_model->index(0);
    m_view->setCurrentIndex(m_shown->mapFromSource(index));
    return index.data(DatasetItemModel::NameRole).toString();
}

void DatasetList::showStandings(const session::DatasetWatch& watch) {
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QString name = m_model->index(i).data(DatasetItemModel::NameRole).toString();
        std::optional<DatasetItemModel::Standing> known;
        if (const auto* standing = watch.standing(name.toStdString()))
            known = {standing->replayable, standing->expiredShare(),
                     standing->problems.empty() ? QString()
                                                : QString::fromStdString(standing->problems.front())};
        m_model->setStanding(name, known);
    }
}

void DatasetList::clearFilter() { m_filter->clear(); }
void DatasetList::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

bool DatasetList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        Q_EMIT removeRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace driftwood::ui
