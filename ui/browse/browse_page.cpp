#include "ui/browse/browse_page.h"

#include "session/app_context.h"
#include "ui/browse/ranges/select_view.h"
#include "ui/browse/records/record_actions.h"
#include "ui/browse/records/record_export.h"
#include "ui/browse/records/record_inspector.h"
#include "ui/browse/records/record_table.h"
#include "ui/browse/records/records_view.h"
#include "ui/browse/records/whole_value.h"
#include "ui/browse/topics/configuration_view.h"
#include "ui/browse/topics/groups_view.h"
#include "ui/browse/topics/partitions_view.h"
#include "ui/browse/topics/topic_list.h"
#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/itemmodels/topics/setting_words.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/messages/empty_state.h"

#include <QAction>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace driftwood::ui {

using session::ConnectionSession;

BrowsePage::BrowsePage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_columns(new ThreeColumns(QStringLiteral("browse")))
    , m_topics(new TopicList(context.app.connection))
    , m_work(new QWidget)
    , m_tabs(new PageTabs(tr("Views of the topic")))
    , m_stack(new QStackedWidget)
    , m_outer(new QStackedWidget)
    , m_noTopic(new EmptyState(QStringLiteral("topic"), tr("No topic chosen"),
                               tr("Choose one at the left: its newest records are shown first.")))
    , m_records(new RecordsView(context))
    , m_select(new SelectView(context))
    , m_partitions(new PartitionsView)
    , m_groups(new GroupsView(context))
    , m_configuration(new ConfigurationView(context))
    , m_inspector(new RecordInspector(m_records->actions().copyValue()))
    , m_export(new RecordExport(context.app.background, this))
    , m_wholeValue(new WholeValue(context.app.background, context.app.connection, this)) {
    m_inspector->setSchemaNames(&m_records->schemaNames());
    layOut();
    makeActions();
    connectParts();
    takeTopics();
    showTopic();
}

BrowsePage::~BrowsePage() {
    // Tabs without Facts hide the column; save the user's own choice instead of that.
    if (m_tabs->currentIndex() != Records && !m_columns->areFactsOver())
        m_columns->factsAction()->setChecked(m_factsWanted);
}

void BrowsePage::layOut() {
    m_tabs->addTab(tr("Records"));
    m_tabs->addTab(tr("Timeline"));
    m_tabs->addTab(tr("Partitions"));
    m_tabs->addTab(tr("Groups"));
    m_tabs->addTab(tr("Configuration"));
    m_stack->addWidget(m_records);
    m_stack->addWidget(m_select);
    m_stack->addWidget(m_partitions);
    m_stack->addWidget(m_groups);
    m_stack->addWidget(m_configuration);
    auto* work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(0);
    work->addWidget(m_tabs);
    work->addWidget(m_stack, 1);
    m_outer->addWidget(m_work);
    m_outer->addWidget(m_noTopic);
    setGround(*m_noTopic, Token::Surface);
    m_columns->setList(m_topics);
    m_columns->setWork(m_outer);
    m_columns->setFacts(m_inspector);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_columns);
}

void BrowsePage::makeActions() {
    m_exportAction = new QAction(icon(QStringLiteral("export")), tr("Export…"), this);
    m_exportAction->setToolTip(tr("The selected records, or all that are shown, into a file"));
    m_selectAction = new QAction(icon(QStringLiteral("ranges")), tr("Select ranges"), this);
    makePrimary(m_selectAction);
    connect(m_exportAction, &QAction::triggered, this,
            [this] { m_export->ask(m_topic, m_records->table().selectedOrAll()); });
    connect(m_selectAction, &QAction::triggered, this, [this] { m_tabs->setCurrentIndex(Timeline); });
}

void BrowsePage::connectParts() {
    connect(m_topics, &TopicList::topicChosen, this, &BrowsePage::setTopic);
    connect(m_topics, &TopicList::selectRangesRequested, this, [this](const QString& topic) {
        setTopic(topic);
        m_tabs->setCurrentIndex(Timeline);
    });
    connect(m_topics, &TopicList::connectRequested, this, [this] { Q_EMIT linkActivated(Link()); });
    connect(m_tabs, &PageTabs::currentChanged, this, [this](int tab) { showTab(static_cast<Tab>(tab)); });
    connect(m_columns, &ThreeColumns::factsOverChanged, this, &Page::headerChanged);
    connect(m_records, &RecordsView::currentChanged, this, [this] {
        m_inspector->setRecord(m_topic, m_records->table().current(), m_records->table().model().spec());
    });
    connect(&m_records->table(), &RecordTable::activated, m_columns->factsAction(),
            [this] { m_columns->factsAction()->setChecked(true); });
    connect(m_records, &RecordsView::contentChanged, this, &BrowsePage::showFacts);
    connect(m_records, &RecordsView::noticed, this, &Page::noticed);
    connect(m_export, &RecordExport::noticed, this, &Page::noticed);
    connect(m_wholeValue, &WholeValue::noticed, this, &Page::noticed);
    const auto showWhole = [this] {
        if (const auto record = m_records->table().current())
            m_wholeValue->show(m_topic, *record);
    };
    const auto saveWhole = [this] {
        if (const auto record = m_records->table().current())
            m_wholeValue->askWhereToSave(m_topic, *record);
    };
    connect(m_inspector, &RecordInspector::wholeValueRequested, this, showWhole);
    connect(m_inspector, &RecordInspector::saveValueRequested, this, saveWhole);
    connect(&m_records->table(), &RecordTable::menuRequested, this, [this, saveWhole](QMenu* menu) {
        const auto record = m_records->table().current();
        QAction* save = menu->addAction(tr("Save value as…"), this, saveWhole);
        save->setEnabled(record && record->block->value(record->row));
    });
    connect(m_inspector, &RecordInspector::stepRequested, &m_records->table(), &RecordTable::step);
    connect(m_inspector, &RecordInspector::stepByKeyRequested, &m_records->table(), &RecordTable::stepByKey);
    connect(m_select, &SelectView::headerChanged, this, &Page::headerChanged);
    connect(m_select, &SelectView::statusChanged, this, &Page::statusChanged);
    connect(m_select, &SelectView::linkActivated, this, &Page::linkActivated);
    connect(m_select, &SelectView::noticed, this, &Page::noticed);
    connect(m_groups, &GroupsView::countChanged, this,
            [this] { m_tabs->setCount(Groups, m_groups->count()); });
    connect(m_groups, &GroupsView::linkActivated, this, &BrowsePage::open);
    connect(m_configuration, &ConfigurationView::settingsChanged, this, &BrowsePage::showFacts);
    connect(&m_context.app.connection, &ConnectionSession::topicsChanged, this, &BrowsePage::takeTopics);
    connect(&m_context.app.connection, &ConnectionSession::clusterChanged, this, &BrowsePage::leaveCluster);
    connect(&m_context.app.connection, &ConnectionSession::stateChanged, this, &Page::headerChanged);
    connect(&m_context.preferences, &Preferences::changed, this,
            [this] { m_inspector->setTimeZone(m_context.preferences.zone()); });
    m_inspector->setTimeZone(m_context.preferences.zone());
}

bool BrowsePage::open(const Link& link) {
    if (isElsewhere(link)) {
        sayElsewhere(link);
        return true;
    }
    switch (link.to) {
    case Link::To::Page:
        return true;
    case Link::To::Topic:
        setTopic(link.name);
        m_tabs->setCurrentIndex(Records);
        return true;
    case Link::To::Position:
        setTopic(link.name);
        m_tabs->setCurrentIndex(Records);
        if (link.position)
            m_records->openRecord(*link.position);
        return true;
    case Link::To::Select:
        setTopic(link.name);
        m_tabs->setCurrentIndex(Timeline);
        if (!link.ranges.ranges.empty() || !link.baseModelId.isEmpty())
            m_select->setRanges(link.ranges, link.baseModelId);
        return true;
    default:
        return false;
    }
}

/// Nothing of a cluster is shown once the window has left it.
void BrowsePage::leaveCluster() {
    m_wholeValue->closeDialogs();
    setTopic({});
    m_select->setTopic({}); // which may still hold the ranges of a topic that was shown before
}

bool BrowsePage::isElsewhere(const Link& link) const {
    const ConnectionSession& connection = m_context.app.connection;
    if (!link.connection.isEmpty() && link.connection != QString::fromStdString(connection.profile().name))
        return true;
    if (link.clusterId.isEmpty())
        return false;
    if (connection.clusterId().empty()) // it is not known yet right after connecting
        return connection.state() == ConnectionSession::State::None;
    return link.clusterId != QString::fromStdString(connection.clusterId());
}

void BrowsePage::sayElsewhere(const Link& link) {
    QString place = link.connection;
    for (const auto& row : m_context.app.store.snapshot().datasets)
        if (place.isEmpty() && row.manifest.clusterId == link.clusterId.toStdString())
            place = QString::fromStdString(row.origin());
    if (place.isEmpty())
        place = tr("the cluster %1").arg(link.clusterId);
    const ConnectionSession& connection = m_context.app.connection;
    Notice notice;
    notice.title = tr("The records are on another cluster");
    notice.text = connection.state() == ConnectionSession::State::None
                      ? tr("%1 is on %2. Connect to it first.").arg(link.name, place)
                      : tr("%1 is on %2, and the window shows %3. Connect to it first.")
                            .arg(link.name, place, QString::fromStdString(connection.profile().name));
    notice.link = Link();
    notice.linkText = tr("Connections");
    notice.isOver = [this, link] { return !isElsewhere(link); };
    Q_EMIT noticed(notice);
}

void BrowsePage::setTopic(const QString& topic) {
    const TopicName name(topic.toStdString());
    if (name == m_topic)
        return;
    m_topic = name;
    m_topics->setCurrent(topic);
    showTopic();
    m_records->setTopic(name);
    m_groups->setTopic(name);
    m_configuration->setTopic(name);
    if (m_tabs->currentIndex() == Timeline)
        m_select->setTopic(name);
    takeTopics();
    Q_EMIT headerChanged();
}

void BrowsePage::showTopic() {
    m_outer->setCurrentWidget(m_topic.value.empty() ? static_cast<QWidget*>(m_noTopic) : m_work);
    m_exportAction->setEnabled(!m_topic.value.empty());
    m_selectAction->setEnabled(!m_topic.value.empty());
}

void BrowsePage::showTab(Tab tab) {
    QAction* facts = m_columns->factsAction();
    const bool wasRecords = m_stack->currentIndex() == Records;
    if (wasRecords && tab != Records)
        m_factsWanted = facts->isChecked();
    m_stack->setCurrentIndex(tab);
    if (tab == Timeline)
        m_select->setTopic(m_topic); // only when the tab is shown, because look-ups load the broker
    if (wasRecords != (tab == Records))
        facts->setChecked(tab == Records && m_factsWanted);
    Q_EMIT headerChanged();
    Q_EMIT statusChanged();
}

void BrowsePage::takeTopics() {
    const session::TopicFacts* facts = m_context.app.connection.topic(m_topic);
    m_partitions->setTopic(facts);
    m_tabs->setCount(Partitions, facts != nullptr ? static_cast<qint64>(facts->info.partitions.size()) : -1);
    showFacts();
}

void BrowsePage::showFacts() {
    RichText text;
    if (const session::TopicFacts* facts = m_context.app.connection.topic(m_topic)) {
        const auto partitions = static_cast<int>(facts->info.partitions.size());
        text.add(RichText(tr("%1 partition(s)", nullptr, partitions), {mono(formatCount(partitions))}));
        text.gap().add(RichText(tr("%1 records"), {mono(shortEstimate(facts->records()))}));
        const auto* settings = m_configuration->settings();
        const QString retention = settings != nullptr ? retentionFigure(*settings) : QString();
        if (!retention.isEmpty())
            text.gap().add(RichText(tr("retention %1"), {mono(retention)}));
        else if (facts->recordsPerSec >= 0)
            text.gap().add(RichText(tr("%1 records/s"), {mono(rateFigure(facts->recordsPerSec))}));
    }
    m_tabs->setFacts(text);
}

QList<Crumb> BrowsePage::crumbs() const {
    if (m_topic.value.empty())
        return {{tr("Topics")}};
    return {{tr("Topics"), false, Link::toPage(kBrowsePage)},
            {QString::fromStdString(m_topic.value), true, std::nullopt}};
}

QList<QAction*> BrowsePage::headerActions() const {
    QList<QAction*> actions;
    if (m_tabs->currentIndex() == Timeline)
        return m_select->headerActions();
    if (m_columns->areFactsOver() && m_tabs->currentIndex() == Records)
        actions << m_columns->factsAction();
    return actions << m_exportAction << m_selectAction;
}

QStringList BrowsePage::statusFacts() const {
    QStringList facts;
    if (m_tabs->currentIndex() == Timeline)
        facts = m_select->statusFacts();
    return facts << QStringLiteral("read_committed");
}

void BrowsePage::focusFilter() {
    const bool inList = m_topic.value.empty() || m_topics->isAncestorOf(focusWidget());
    if (!inList && m_tabs->currentIndex() == Records)
        m_records->focusSearch();
    else if (!inList && m_tabs->currentIndex() == Configuration)
        m_configuration->focusFilter();
    else
        m_topics->focusFilter();
}

void BrowsePage::refresh() {
    switch (m_tabs->currentIndex()) {
    case Records:
        return m_records->refresh();
    case Timeline:
        return m_select->refresh();
    case Groups:
        return m_groups->refresh();
    case Configuration:
        return m_configuration->refresh();
    default: // the Partitions tab shows the topic catalogue, which refreshes itself
        return;
    }
}

bool BrowsePage::stopWhatRuns() {
    return m_tabs->currentIndex() == Timeline ? m_select->stopWhatRuns() : m_records->stopWhatRuns();
}

} // namespace driftwood::ui
