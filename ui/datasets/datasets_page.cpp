#include "ui/datasets/datasets_page.h"

#include "session/app_context.h"
#include "ui/datasets/dataset_facts.h"
#include "ui/datasets/dataset_list.h"
#include "ui/datasets/dataset_readings.h"
#include "ui/datasets/fields_view.h"
#include "ui/format/format.h"
#include "ui/itemmodels/datasets/field_roles_item_model.h"
#include "ui/itemmodels/datasets/manifest_item_models.h"
#include "ui/page/manifest_files.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/name_dialog.h"
#include "ui/widgets/text/rich_line.h"

#include <QAction>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

namespace driftwood::ui {
namespace {

using namespace metrics;

/// A data set with more records than this is read when asked for, not by itself.
constexpr std::int64_t kReadsByItself = 2'000'000;

std::int64_t payloadBytes(const dataset::Manifest& manifest) {
    std::int64_t bytes = 0;
    for (const auto& partition : manifest.partitions)
        bytes += partition.payloadBytes;
    return bytes;
}

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
    , m_ranges(new ManifestRangesItemModel(this))
    , m_failures(new FailureItemModel(this))
    , m_columns(new ThreeColumns(QStringLiteral("datasets"), this))
    , m_list(new DatasetList(this))
    , m_readings(new DatasetReadings(context.app, this))
    , m_files(new ManifestFiles(context.app, this)) {
    makeActions();
    m_columns->setList(m_list);
    m_columns->setWork(makeWork());
    m_facts = new DatasetFacts(this);
    m_columns->setFacts(m_facts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_columns);

    connect(m_list, &DatasetList::chosen, this, &DatasetsPage::choose);
    connect(m_list, &DatasetList::openRequested, m_files, &ManifestFiles::askToOpen);
    connect(m_list, &DatasetList::removeRequested, this, &DatasetsPage::askRemove);
    connect(m_files, &ManifestFiles::opened, this, &DatasetsPage::addManifest);
    connect(m_files, &ManifestFiles::noticed, this, &Page::noticed);
    connect(m_readings, &DatasetReadings::noticed, this, &Page::noticed);
    connect(m_readings, &DatasetReadings::progressed, this, [this](const QString& name) {
        if (name == m_name)
            m_fields->setJob(m_readings->jobOf(name));
    });
    connect(m_readings, &DatasetReadings::ended, this, [this](const QString& name) {
        if (name != m_name)
            return;
        showRows();
        m_watch.checkNow();
    });
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
                              {row()->manifest.partitions[static_cast<std::size_t>(index.row())].range}})
                    .onCluster(row()->manifest.clusterId));
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
    connect(m_empty, &EmptyState::actionTriggered, m_files, &ManifestFiles::askToOpen);
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
                Link::record(row()->manifest.topic, m_failures->failure(index.row()).position)
                    .onCluster(row()->manifest.clusterId));
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
    connect(m_export, &QAction::triggered, this, [this] {
        if (row() != nullptr)
            m_files->askToWrite(row()->manifest);
    });
    connect(m_train, &QAction::triggered, this, [this] {
        if (row() != nullptr)
            Q_EMIT linkActivated(Link::newRun(m_name));
    });
    m_list->setRowActions({m_verify, m_export, m_train});
}

bool DatasetsPage::open(const Link& link) {
    if (link.to == Link::To::Page)
        return true;
    if (link.to != Link::To::Dataset)
        return false;
    m_wanted = link.name;
    m_list->clearFilter();
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

void DatasetsPage::focusFilter() { m_list->focusFilter(); }

void DatasetsPage::refresh() { m_watch.checkNow(); }

bool DatasetsPage::stopWhatRuns() { return m_readings->stop(m_name); }

void DatasetsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_watch.setShown(true);
    showRows();
}

void DatasetsPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_watch.setShown(false);
}

const DatasetsPage::Row* DatasetsPage::row() const { return m_list->row(m_name); }

void DatasetsPage::takeStore() {
    m_list->setRows(m_context.app.store.snapshot().datasets);
    QString next = m_name;
    if (m_list->has(m_wanted))
        next = std::exchange(m_wanted, QString());
    choose(m_list->select(next));
    showStanding();
}

void DatasetsPage::choose(const QString& name) {
    const bool other = name != m_name;
    m_name = name;
    m_work->setCurrentIndex(name.isEmpty() ? 0 : 1);
    if (name.isEmpty())
        m_facts->setManifest(nullptr, {});
    showDataset();
    if (other) {
        Q_EMIT headerChanged();
        Q_EMIT statusChanged();
    }
}

void DatasetsPage::showDataset() {
    const Row* shown = row();
    const QTimeZone zone = m_context.preferences.zone();
    if (shown != nullptr) {
        m_ranges->setPartitions(shown->manifest.partitions, zone);
        const QString json = QString::fromStdString(dataset::toJson(shown->manifest));
        if (m_manifest->toPlainText() != json)
            m_manifest->setPlainText(json);
        m_fields->setManifest(shown->manifest, zone);
        m_tabs->setCount(QuarantineTab, shown->manifest.undecodable);
        m_facts->setManifest(&shown->manifest, zone);
        m_facts->setUsers(m_context.app.store.snapshot(), shown->manifest.name);
    }
    showRows();
    showStanding();
}

QString DatasetsPage::whyNotRead() const {
    if (row() == nullptr)
        return tr("No data set is chosen");
    if (!m_watch.isOfThisCluster(row()->manifest))
        return tr("Connect to the data set's cluster first");
    const auto* standing = m_watch.standing(m_name.toStdString());
    if (standing != nullptr && !standing->replayable)
        return tr("The log no longer has all its records");
    return {};
}

void DatasetsPage::showRows() {
    const Row* shown = row();
    if (shown == nullptr) {
        m_fields->setProfile(nullptr, {});
        return showActions();
    }
    const profiling::DatasetProfilePtr profile = m_readings->profileOf(*shown);
    const auto kept = profiling::keptRoles(shown->roles);
    m_fields->setRolesProblem(kept ? QString() : errorText(kept.error()));
    m_fields->setProfile(profile, profile ? m_readings->rolesOf(*shown, *profile) : profiling::FieldRoles());
    m_failures->setFailures(profile ? profile->failures : std::vector<decoder::DecodeFailure>());
    const std::int64_t undecodable = shown->manifest.undecodable;
    m_failuresNote->setRichText(
        undecodable == 0 ? RichText(tr("Every record of the range could be decoded."))
        : profile        ? RichText(tr("%1 of %2 records could not be decoded; %3 are listed."),
                                    {mono(formatCount(undecodable)), mono(formatCount(shown->manifest.records())),
                                     mono(formatCount(m_failures->rowCount()))})
                         : RichText(tr("%1 records could not be decoded; they are listed once "
                                              "the rows have been read."),
                                    {mono(formatCount(undecodable))}));
    const QString why = whyNotRead();
    const bool large = shown->manifest.records() > kReadsByItself;
    m_fields->setUnread(why.isEmpty() ? tr("Read %1 records to see what the fields contain.")
                                            .arg(formatCount(shown->manifest.records()))
                                      : why + QLatin1Char('.'),
                        why.isEmpty() ? tr("Read the rows") : QString());
    if (!profile && m_readings->jobOf(m_name) == nullptr && why.isEmpty() && !large && isVisible())
        return read(false);
    m_fields->setJob(m_readings->jobOf(m_name));
    showActions();
}

void DatasetsPage::showStanding() {
    m_list->showStandings(m_watch);
    if (const Row* shown = row())
        m_facts->setStanding(m_watch.standing(m_name.toStdString()),
                             !m_watch.isOfThisCluster(shown->manifest));
    showActions();
}

void DatasetsPage::showActions() {
    const QString why = whyNotRead();
    const bool runs = m_readings->isReading(m_name);
    m_verify->setEnabled(why.isEmpty() && !runs);
    m_verify->setToolTip(runs ? tr("It is being read") : why);
    m_train->setEnabled(why.isEmpty());
    m_train->setToolTip(why);
    m_export->setEnabled(row() != nullptr);
    if (const Row* shown = row()) {
        RichText facts(tr("%1 records"), {mono(formatCount(shown->manifest.records()))});
        facts.gap().add(mono(formatBytes(payloadBytes(shown->manifest))));
        if (m_readings->profileOf(*shown))
            facts.gap().add(
                RichText(tr("%1 of %2 fields used"), {mono(formatCount(m_fields->model().used())),
                                                      mono(formatCount(m_fields->model().rowCount()))}));
        m_tabs->setFacts(facts);
    }
}

void DatasetsPage::read(bool verify) {
    if (row() == nullptr)
        return;
    m_readings->read(*row(), verify);
    showActions();
}

void DatasetsPage::keepRoles() {
    m_readings->keepRoles(m_name, m_fields->model().roles());
    showActions();
}

void DatasetsPage::addManifest(const dataset::Manifest& manifest) {
    const Row* known = m_context.app.store.snapshot().dataset(manifest.name);
    if (known != nullptr && known->manifest.fingerprint != manifest.fingerprint)
        return askName(manifest);
    if (known != nullptr) {
        const QString name = QString::fromStdString(manifest.name);
        choose(m_list->select(name));
        Notice notice;
        notice.title = tr("%1 is already in the workspace").arg(name);
        Q_EMIT noticed(notice);
        return;
    }
    const QPointer<DatasetsPage> self(this);
    m_wanted = QString::fromStdString(manifest.name);
    m_context.app.store.change(
        [manifest, profile = m_context.app.connection.profile()](workspace::Workspace& workspace) {
            return workspace.addDataset(manifest, profile.name, profile.bootstrapServers);
        },
        [self](const Status& added) {
            if (added || !self)
                return;
            Notice notice;
            notice.kind = Notice::Kind::Error;
            notice.title = tr("The manifest was not added");
            notice.error = added.error();
            Q_EMIT self->noticed(notice);
        });
}

void DatasetsPage::askName(const dataset::Manifest& manifest) {
    const QString name = QString::fromStdString(manifest.name);
    auto* dialog = new NameDialog(tr("Another data set is called %1. Name for this one").arg(name),
                                  name + QStringLiteral("-2"), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, manifest] {
        dataset::Manifest renamed = manifest;
        renamed.name = dialog->name().toStdString();
        addManifest(renamed);
    });
    dialog->open();
}

void DatasetsPage::askRemove() {
    if (row() == nullptr)
        return;
    ConfirmDialog::Question question;
    question.title = tr("Remove data set %1").arg(m_name);
    question.text =
        RichText(tr("Removes the list of its records. The records stay in the log, and models trained on it "
                    "keep its manifest in their lineage; the lists of runs and models still name it."));
    question.action = tr("Remove data set");
    auto* dialog = new ConfirmDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, name = m_name] {
        m_readings->forget(name);
        m_context.app.store.change([name = name.toStdString()](workspace::Workspace& workspace) {
            return workspace.removeDataset(name);
        });
    });
    dialog->open();
}

} // namespace driftwood::ui
