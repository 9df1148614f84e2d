#include "ui/datasets/datasets_page.h"

#include "session/app_context.h"
#include "ui/datasets/dataset_facts.h"
#include "ui/datasets/fields_view.h"
#include "ui/format/format.h"
#include "ui/itemmodels/dataset_item_model.h"
#include "ui/itemmodels/field_roles_item_model.h"
#include "ui/itemmodels/manifest_item_models.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/name_column.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/rich_line.h"
#include "ui/widgets/three_columns.h"
#include "ui/widgets/two_line_delegate.h"
#include "ui/widgets/value_delegate.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

using namespace metrics;

QTableView* table(QAbstractItemModel* model, const QString& name, int stretched, QWidget* parent) {
    auto* view = new QTableView(parent);
    view->setModel(model);
    view->setItemDelegate(new ValueDelegate(view));
    view->setAccessibleName(name);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*view->verticalHeader(), Extent::Section, kTableRow);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    keepNamesReadable(*view, stretched);
    return view;
}

void setWidths(QTableView& view, std::initializer_list<std::pair<int, int>> widths) {
    for (const auto& [section, width] : widths)
        view.horizontalHeader()->resizeSection(section, scaled(width));
}

} // namespace

DatasetsPage::DatasetsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_watch(context.app.background, context.app.connection, context.app.store)
    , m_model(new DatasetItemModel(this))
    , m_shown(new QSortFilterProxyModel(this))
    , m_ranges(new ManifestRangesItemModel(this))
    , m_failures(new FailureItemModel(this))
    , m_columns(new ThreeColumns(QStringLiteral("datasets"), this)) {
    makeActions();
    m_columns->setList(makeList());
    m_columns->setWork(makeWork());
    m_facts = new DatasetFacts(this);
    m_columns->setFacts(m_facts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_columns);

    connect(m_columns, &ThreeColumns::factsOverChanged, this, &Page::headerChanged);
    connect(m_facts, &DatasetFacts::opened, this, &Page::linkActivated);
    connect(m_fields, &FieldsView::rolesEdited, this, &DatasetsPage::keepRoles);
    connect(m_fields, &FieldsView::readRequested, this, [this] { read(false); });
    connect(m_fields, &FieldsView::stopRequested, this, [this] { stopWhatRuns(); });
    connect(m_fields, &FieldsView::fieldChosen, this,
            [this](int field) { m_facts->setField(m_fields->model().profile(field)); });
    connect(&m_watch, &session::DatasetWatch::changed, this, &DatasetsPage::showStanding);
    connect(&context.app.store, &session::Store::changed, this, &DatasetsPage::takeStore);
    connect(&context.app.connection, &session::ConnectionSession::stateChanged, this, [this] {
        showStanding();
        showRows();
    });
    connect(&context.preferences, &Preferences::changed, this, &DatasetsPage::showDataset);
    takeStore();
}

DatasetsPage::~DatasetsPage() = default;

QWidget* DatasetsPage::makeList() {
    auto* list = new QWidget(this);
    setGround(*list, Token::Window);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* top = new Bar(kBarHeight, Token::Window, list);
    m_filter = new FilterField(tr("Filter data sets"), QStringLiteral("filter"), top);
    top->addWidget(m_filter, 1);
    column->addWidget(top);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QListView(list);
    m_list->setModel(m_shown);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setAccessibleName(tr("Data sets"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    setGround(*m_list->viewport(), Token::Window);
    column->addWidget(m_list, 1);
    auto* foot = new Bar(kBarHeight, Token::Window, list);
    foot->setLine(Bar::Line::Above);
    auto* import = pushButton(tr("Open manifest…"), ButtonKind::Default, foot);
    foot->addWidget(import);
    foot->addStretch();
    column->addWidget(foot);
    connect(import, &QPushButton::clicked, this, &DatasetsPage::importManifest);
    m_filter->leadTo(m_list);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    choose(current.data(DatasetItemModel::NameRole).toString());
            });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (!m_list->indexAt(at).isValid())
            return;
        auto* menu = new QMenu(m_list);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_verify, m_export, m_train});
        menu->addSeparator();
        menu->addAction(tr("Remove…"), this, &DatasetsPage::askRemove);
        menu->popup(m_list->viewport()->mapToGlobal(at));
    });
    return list;
}

QWidget* DatasetsPage::makeWork() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_tabs = new PageTabs(tr("Views of the data set"), page);
    m_tabs->addTab(tr("Ranges"));
    m_tabs->addTab(tr("Fields and split"));
    m_tabs->addTab(tr("Quarantine"), 0);
    m_tabs->addTab(tr("Manifest"));
    column->addWidget(m_tabs);

    using Range = ManifestRangesItemModel;
    m_rangesTable = table(m_ranges, tr("Ranges"), Range::Digest, page);
    setWidths(*m_rangesTable, {{Range::Partition, 76},
                               {Range::Begin, 104},
                               {Range::End, 104},
                               {Range::Records, 92},
                               {Range::Holes, 64},
                               {Range::Bytes, 92},
                               {Range::First, 186},
                               {Range::Last, 186}});
    connect(m_rangesTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (row() != nullptr)
            Q_EMIT linkActivated(
                Link::select({row()->manifest.topic,
                              {row()->manifest.partitions[static_cast<std::size_t>(index.row())].range}}));
    });
    m_fields = new FieldsView(page);
    m_manifest = new QPlainTextEdit(page);
    m_manifest->setReadOnly(true);
    m_manifest->setFrameShape(QFrame::NoFrame);
    m_manifest->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_manifest->setAccessibleName(tr("Manifest"));
    setTextStyle(*m_manifest, TextStyle::Value);
    m_views = new QStackedWidget(page);
    m_views->addWidget(m_rangesTable);
    m_views->addWidget(m_fields);
    m_views->addWidget(makeQuarantine());
    m_views->addWidget(m_manifest);
    column->addWidget(m_views, 1);
    connect(m_tabs, &PageTabs::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    m_tabs->setCurrentIndex(FieldsTab);
    m_views->setCurrentIndex(FieldsTab);

    m_empty = new EmptyState(
        QStringLiteral("datasets"), tr("No data set yet"),
        tr("A data set is a range of a topic: choose a topic, its timeline, and drag across it."), this);
    m_empty->setAction(tr("Open manifest…"));
    connect(m_empty, &EmptyState::actionTriggered, this, &DatasetsPage::importManifest);
    m_work = new QStackedWidget(this);
    m_work->addWidget(m_empty);
    m_work->addWidget(page);
    return m_work;
}

QWidget* DatasetsPage::makeQuarantine() {
    auto* page = new QWidget(this);
    setGround(*page, Token::Surface);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* bar = new Bar(page);
    m_failuresNote = new RichLine(RichText(), TextStyle::Body, Token::Ink2, bar);
    bar->addWidget(m_failuresNote, 1);
    column->addWidget(bar);
    m_failuresTable =
        table(m_failures, tr("Records that could not be decoded"), FailureItemModel::Reason, page);
    setWidths(*m_failuresTable, {{FailureItemModel::Partition, 84}, {FailureItemModel::Offset, 120}});
    connect(m_failuresTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (row() != nullptr)
            Q_EMIT linkActivated(
                Link::record(row()->manifest.topic, m_failures->failure(index.row()).position));
    });
    column->addWidget(m_failuresTable, 1);
    return page;
}

void DatasetsPage::makeActions() {
    m_verify = new QAction(icon(QStringLiteral("check")), tr("Verify"), this);
    m_export = new QAction(icon(QStringLiteral("export")), tr("Export…"), this);
    m_train = new QAction(icon(QStringLiteral("training"), Token::OnAccent), tr("Train…"), this);
    makePrimary(m_train);
    connect(m_verify, &QAction::triggered, this, [this] { read(true); });
    connect(m_export, &QAction::triggered, this, &DatasetsPage::exportManifest);
    connect(m_train, &QAction::triggered, this, [this] {
        if (row() != nullptr)
            Q_EMIT linkActivated(Link::newRun(m_name));
    });
}

bool DatasetsPage::open(const Link& link) {
    if (link.to == Link::To::Page)
        return true;
    if (link.to != Link::To::Dataset)
        return false;
    m_wanted = link.name;
    m_filter->clear();
    takeStore();
    if (!m_wanted.isEmpty())
        m_context.app.store.refresh();
    return true;
}

QList<Crumb> DatasetsPage::crumbs() const {
    QList<Crumb> crumbs{{tr("Data sets")}};
    if (row() != nullptr)
        crumbs.append({m_name});
    return crumbs;
}

QList<QAction*> DatasetsPage::headerActions() const {
    QList<QAction*> actions;
    if (m_columns->areFactsOver())
        actions.append(m_columns->factsAction());
    return actions << m_verify << m_export << m_train;
}

QStringList DatasetsPage::statusFacts() const {
    if (row() == nullptr)
        return {};
    return {row()->manifest.isolation == broker::Isolation::ReadCommitted
                ? QStringLiteral("read_committed")
                : QStringLiteral("read_uncommitted")};
}

void DatasetsPage::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

void DatasetsPage::refresh() { m_watch.checkNow(); }

bool DatasetsPage::stopWhatRuns() {
    session::DatasetJob* job = jobOf(m_name);
    if (job == nullptr || job->over())
        return false;
    job->stop();
    return true;
}

void DatasetsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_watch.setShown(true);
    showRows();
}

void DatasetsPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_watch.setShown(false);
}

bool DatasetsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete && row() != nullptr) {
        askRemove();
        return true;
    }
    return Page::eventFilter(watched, event);
}

const DatasetsPage::Row* DatasetsPage::row() const { return m_model->row(m_model->indexOf(m_name)); }

} // namespace driftwood::ui
