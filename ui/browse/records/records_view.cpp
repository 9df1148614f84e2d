#include "ui/browse/records/records_view.h"

#include "session/app_context.h"
#include "ui/browse/records/point_dialog.h"
#include "ui/browse/records/read_bar.h"
#include "ui/browse/records/record_actions.h"
#include "ui/browse/records/record_table.h"
#include "ui/browse/records/result_line.h"
#include "ui/browse/records/schema_notice.h"
#include "ui/browse/records/search_bar.h"
#include "ui/browse/records/topic_density.h"
#include "ui/connect/connection_dialog.h"
#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/lists/windowed_table.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"

#include <QAction>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace driftwood::ui {

using browsing::Decoding;
using browsing::RecordRef;
using browsing::ScanBudget;
using session::ConnectionSession;
using session::TopicReader;

namespace {

constexpr qint64 kRing = 100'000;
constexpr ScanBudget kPageBudget{500, 32LL << 20U, std::chrono::seconds(15)};
constexpr ScanBudget kSearchBudget{500, 1LL << 30U, std::chrono::seconds(60)};
/// A live tail continues from the end of the shown page if that page is not older than this.
constexpr std::chrono::seconds kFreshLook{30};

QSet<QString> fieldsOf(const dataset::Filter& filter) {
    QSet<QString> paths;
    for (const std::string& path : filter.paths())
        paths.insert(QString::fromStdString(path));
    return paths;
}

} // namespace

RecordsView::RecordsView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_look(context.app.background)
    , m_tail(context.app.background)
    , m_schemaNames(context.app.background, context.app.connection)
    , m_density(new TopicDensity(context))
    , m_readBar(new ReadBar)
    , m_schemas(new SchemaNotice)
    , m_searchBar(new SearchBar)
    , m_result(new ResultLine)
    , m_table(new RecordTable)
    , m_actions(new RecordActions(this))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("topic"), {}, RichText()))
    , m_failed(new QWidget)
    , m_error(new ErrorCard) {
    m_sinceLook.setSingleShot(true);
    m_sinceLook.setInterval(kFreshLook);
    layOut();
    connectParts();
    const auto takeZone = [this] {
        m_readBar->setTimeZone(m_context.preferences.zone());
        m_actions->setTimeZone(m_context.preferences.zone());
        m_table->model().setTimeZone(m_context.preferences.zone());
    };
    connect(&m_context.preferences, &Preferences::changed, this, takeZone);
    takeZone();
    showState();
}

void RecordsView::layOut() {
    auto* failedColumn = new QVBoxLayout(m_failed);
    failedColumn->setContentsMargins(metrics::kGap24, metrics::kGap24, metrics::kGap24, metrics::kGap24);
    failedColumn->addWidget(m_error);
    failedColumn->addStretch();
    setGround(*m_failed, Token::Surface);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_failed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_density);
    column->addWidget(m_readBar);
    column->addWidget(m_schemas);
    column->addWidget(m_searchBar);
    column->addWidget(m_result);
    column->addWidget(m_stack, 1);
    setGround(*this, Token::Surface);
}

void RecordsView::connectParts() {
    connect(m_readBar, &ReadBar::changed, this, &RecordsView::readAgain);
    connect(m_readBar, &ReadBar::decodingsChosen, this, &RecordsView::keepDecodings);
    connect(m_schemas, &SchemaNotice::registryWanted, this, &RecordsView::askForRegistry);
    connect(m_schemas, &SchemaNotice::retryWanted, this, &RecordsView::refresh);
    connect(m_readBar, &ReadBar::tailClicked, this, &RecordsView::tailClicked);
    connect(m_searchBar, &SearchBar::searchRequested, this, &RecordsView::search);
    connect(m_searchBar, &SearchBar::stopRequested, this, [this] { stopWhatRuns(); });
    // Without an expression, the records that a search found must not be mistaken for all records.
    connect(m_searchBar, &SearchBar::cleared, this, [this] {
        if (m_filter != dataset::Filter())
            start({});
    });
    connect(m_result, &ResultLine::moreRequested, this, [this] {
        if (m_look.state() == TopicReader::State::Failed)
            readAgain();
        else
            m_look.goOn(budget());
    });
    connect(m_density, &TopicDensity::timeChosen, this, [this](TimestampMs time) {
        m_readBar->setFrom(browsing::ReadPoint::at(time));
        readAgain();
    });
    connect(m_density, &TopicDensity::stretchChosen, this,
            [this](TimestampMs begin, std::optional<TimestampMs> end) {
                m_readBar->setFrom(browsing::ReadPoint::at(begin));
                m_readBar->setUntil(end ? std::optional(browsing::ReadPoint::at(*end)) : std::nullopt);
                readAgain();
            });
    connect(m_table, &RecordTable::currentChanged, this, [this] {
        const auto current = m_table->current();
        const bool timed = current && current->timestamp().value >= 0; // -1: the record has no time
        m_density->setPosition(timed ? std::optional(current->timestamp()) : std::nullopt);
        m_actions->setRecord(m_topic, m_table->current());
        Q_EMIT currentChanged();
    });
    connect(m_table, &RecordTable::menuRequested, m_actions, &RecordActions::addTo);
    connect(m_table, &RecordTable::spacePressed, this, [this] {
        if (m_tail.running())
            tailClicked();
    });
    connect(m_table, &RecordTable::orderClicked, this, [this] {
        const bool newest = m_look.request().newestFirst();
        m_readBar->setFrom(newest ? browsing::ReadPoint::oldest() : browsing::ReadPoint::newest());
        readAgain();
    });
    connect(m_error, &ErrorCard::actionTriggered, this, &RecordsView::readAgain);
    connect(m_empty, &EmptyState::actionTriggered, this, &RecordsView::tailClicked);

    connect(&m_look, &TopicReader::prepared, this, &RecordsView::takePrepared);
    connect(&m_look, &TopicReader::found, this, &RecordsView::takeFound);
    connect(&m_look, &TopicReader::progressed, this, &RecordsView::showState);
    connect(&m_look, &TopicReader::ended, this, &RecordsView::takeEnded);
    connect(&m_tail, &session::TopicTail::arrived, this, &RecordsView::takeTailed);
    connect(&m_tail, &session::TopicTail::progressed, this, &RecordsView::showState);
    connect(&m_tail, &session::TopicTail::ended, this, &RecordsView::takeTailEnded);
    connect(&m_context.app.connection, &ConnectionSession::stateChanged, this,
            &RecordsView::followConnection);
    connect(&m_context.app.connection, &ConnectionSession::clusterChanged, this,
            [this] { m_chosen.clear(); });

    auto* goTo = new QAction(this);
    goTo->setShortcut(Qt::CTRL | Qt::Key_G);
    goTo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(goTo);
    connect(goTo, &QAction::triggered, this, &RecordsView::goTo);
}

// --- requests ------------------------------------------------------------------------------------------

void RecordsView::setTopic(const TopicName& topic) {
    if (topic == m_topic)
        return;
    m_topic = topic;
    m_filter = {};
    m_target.reset();
    m_tail.stop();
    m_look.clear();
    m_density->setTopic(topic);
    m_readBar->reset();
    m_readBar->setDecodings(
        m_context.app.store.snapshot().decodings(m_context.app.connection.profile().name, topic));
    m_schemas->setChosen({}, false);
    m_searchBar->clear();
    m_searchBar->setSchema(nullptr);
    m_table->begin({}, true, false, false);
    start({});
}

void RecordsView::openRecord(const Position& position) {
    m_target = position;
    m_readBar->reset();
    m_readBar->setFrom(browsing::ReadPoint::at(position.offset));
    m_readBar->setChosenPartitions({position.partition});
    m_searchBar->clear();
    m_table->setCurrent(std::nullopt);
    start({});
}

void RecordsView::refresh() {
    m_chosen.erase({m_topic.value, m_readBar->decodings()});
    readAgain();
}

void RecordsView::goTo() {
    PointDialog dialog(PointDialog::Asks::OffsetOrTime, tr("Go to"), m_context.preferences.zone(), this);
    if (dialog.exec() != QDialog::Accepted || !dialog.choice())
        return;
    const PointChoice& choice = *dialog.choice();
    if (choice.partition)
        return openRecord({*choice.partition, choice.point.offset});
    m_readBar->setFrom(choice.point);
    readAgain();
}

void RecordsView::search() {
    m_target.reset();
    start(*m_searchBar->filter());
}

ScanBudget RecordsView::budget() const {
    ScanBudget budget = m_filter.empty() ? kPageBudget : kSearchBudget;
    budget.records = m_searchBar->limit();
    return budget;
}

void RecordsView::start(const dataset::Filter& filter) {
    m_tail.stop();
    const auto connection = m_context.app.connection.connection();
    m_waiting = !m_topic.value.empty() && !connection;
    if (m_topic.value.empty() || !connection)
        return showState();
    m_filter = filter;
    browsing::ReadRequest request{m_topic,
                                  m_readBar->from(),
                                  m_readBar->until(),
                                  m_readBar->chosenPartitions(),
                                  m_readBar->decodings(),
                                  std::nullopt,
                                  m_filter,
                                  budget()};
    if (const auto known = m_chosen.find({m_topic.value, request.decoding}); known != m_chosen.end())
        request.spec = known->second.spec;
    m_look.start(connection, std::move(request));
}

bool RecordsView::stopWhatRuns() {
    if (m_look.running()) {
        m_look.stop();
        return true;
    }
    if (m_tail.running()) {
        m_tail.stop();
        return true;
    }
    return false;
}

void RecordsView::focusSearch() { m_searchBar->focusField(); }

void RecordsView::tailClicked() {
    if (m_tail.running())
        m_tail.setPaused(!m_tail.paused());
    else
        startTail();
}

void RecordsView::startTail() {
    const auto connection = m_context.app.connection.connection();
    if (!connection || m_topic.value.empty())
        return;
    m_filter = m_searchBar->filter().value_or(dataset::Filter());
    session::TopicTail::Request request{m_topic, m_readBar->chosenPartitions(), m_look.spec(), m_filter, {}};
    // If nothing was missed since the shown page was read, the tail continues it. Otherwise the table starts
    // empty.
    const browsing::ReadRequest& shown = m_look.request();
    const bool goesOn = m_look.state() == TopicReader::State::Ended && shown.newestFirst() && !shown.until &&
                        shown.filter == m_filter && m_sinceLook.isActive();
    if (goesOn)
        for (const broker::OffsetRange& range : m_look.ranges().ranges)
            request.from.push_back({range.partition, range.end});
    m_look.stop();
    m_readBar->setFrom(browsing::ReadPoint::newest());
    if (!goesOn) {
        m_look.clear();
        m_table->begin(request.spec, true, m_readBar->decodings().value.kind == Decoding::Kind::Raw, false);
    }
    m_table->model().setRing(kRing);
    m_table->model().setEmphasised(fieldsOf(m_filter));
    m_tail.start(connection, std::move(request));
}

// --- answers -------------------------------------------------------------------------------------------

/// The topic is decoded like this from now on, also after the next start.
void RecordsView::keepDecodings() {
    if (!m_context.app.store.snapshot().whyReadOnly.empty())
        return;
    const browsing::Decodings decodings = m_readBar->decodings();
    workspace::TopicDecodingRow row{m_context.app.connection.profile().name, m_topic.value,
                                    browsing::decodingName(decodings.value),
                                    browsing::decodingName(decodings.key)};
    m_context.app.store.change(
        [row](workspace::Workspace& workspace) { return workspace.saveTopicDecoding(row); });
}

void RecordsView::askForRegistry() {
    auto* dialog = new ConnectionDialog(m_context.app, m_context.app.connection.profile(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->showRegistry();
    dialog->open();
}

void RecordsView::followConnection() {
    const ConnectionSession& connection = m_context.app.connection;
    m_table->model().setStale(connection.state() == ConnectionSession::State::Lost);
    if (connection.state() == ConnectionSession::State::Connecting) {
        m_tail.stop();
        m_look.clear();
        m_chosen.clear();
        m_waiting = !m_topic.value.empty();
    }
    const bool failedBefore =
        m_look.state() == TopicReader::State::Failed && m_table->model().rows().size() == 0;
    if (connection.state() == ConnectionSession::State::Connected && (m_waiting || failedBefore))
        readAgain();
    else
        showState();
}

void RecordsView::takePrepared() {
    const browsing::ReadRequest& request = m_look.request();
    // One that was known is not sampled again, and goes with what was found then.
    const auto chosen = m_chosen.try_emplace({m_topic.value, request.decoding}, m_look.chosen()).first;
    std::shared_ptr<const records::Schema> schema = std::make_shared<const records::Schema>();
    if (m_look.spec())
        schema = {m_look.spec(), &m_look.spec()->schema};
    m_searchBar->setSchema(schema);
    m_readBar->setFound(chosen->second);
    m_density->showSchemas(!chosen->second.values.schemas.empty(), &m_schemaNames);
    m_schemas->setChosen(chosen->second, m_context.app.connection.profile().registry.isStated());
    m_table->model().setRing(0);
    m_table->begin(m_look.spec(), request.newestFirst(), request.decoding.value.kind == Decoding::Kind::Raw,
                   true);
    m_table->model().setEmphasised(fieldsOf(request.filter));
}

void RecordsView::takeFound(const std::vector<RecordRef>& records) {
    m_table->add(records);
    if (m_target)
        m_table->setCurrent(m_target);
    else if (!m_table->current())
        m_table->goToEnd(true);
    Q_EMIT contentChanged();
}

void RecordsView::takeEnded() {
    m_sinceLook.start();
    if (m_table->table()->currentRow() < 0) // the current record is not among the new ones
        m_table->goToEnd(true);
    showState();
    const auto target = std::exchange(m_target, std::nullopt);
    if (!target || m_look.state() != TopicReader::State::Ended || m_table->model().rows().find(*target))
        return;
    Notice notice;
    notice.title = tr("The record is not there");
    notice.text = tr("%1 is no longer, or not yet, in the log; the records after it are shown.")
                      .arg(formatPosition(target->partition.value, target->offset.value));
    Q_EMIT noticed(notice);
}

void RecordsView::takeTailed(const std::vector<RecordRef>& records) {
    m_table->add(records);
    Q_EMIT contentChanged();
}

void RecordsView::takeTailEnded() {
    showState();
    if (!m_tail.error())
        return;
    Notice notice;
    notice.kind = Notice::Kind::Error;
    notice.title = tr("The live tail ended");
    notice.text = errorText(*m_tail.error());
    notice.error = m_tail.error();
    Q_EMIT noticed(notice);
}

qint64 RecordsView::behind() const {
    const session::TopicFacts* facts = m_context.app.connection.topic(m_topic);
    if (facts == nullptr || facts->watermarks.empty())
        return -1;
    qint64 sum = 0;
    for (const Position& position : m_tail.counts().positions)
        for (const broker::Watermarks& mark : facts->watermarks)
            if (mark.partition == position.partition)
                sum += std::max<qint64>(0, mark.high - position.offset);
    return sum;
}

void RecordsView::showState() {
    const bool tailing = m_tail.running();
    if (const session::TopicFacts* facts = m_context.app.connection.topic(m_topic))
        m_readBar->setPartitions(facts->info.partitions);
    m_readBar->setTail(!tailing          ? ReadBar::Tail::Off
                       : m_tail.paused() ? ReadBar::Tail::Paused
                                         : ReadBar::Tail::Live);
    m_readBar->setTailEnabled(tailing || (m_context.app.connection.connection() && !m_topic.value.empty() &&
                                          m_look.state() != TopicReader::State::Preparing));
    m_searchBar->setRunning(m_look.running());
    if (tailing)
        m_result->showTail(m_tail, m_table->model().rows(), kRing, behind());
    else
        m_result->showLook(m_look);
    showScanned();
    showEmpty();
}

void RecordsView::showScanned() {
    const browsing::ReadRequest& request = m_look.request();
    const auto reached = m_look.counts().reached;
    if (m_tail.running() || !reached || reached->value < 0)
        return m_density->setScanned(std::nullopt, std::nullopt);
    if (request.newestFirst())
        return m_density->setScanned(reached, std::nullopt);
    const bool fromTime = request.from.kind == browsing::ReadPoint::Kind::Time;
    const auto& rows = m_table->model().rows();
    const auto first = fromTime          ? std::optional(request.from.time)
                       : rows.size() > 0 ? std::optional(rows.at(0).timestamp())
                                         : std::nullopt;
    m_density->setScanned(first, reached);
}

void RecordsView::showEmpty() {
    const bool hasRows = m_table->model().rows().size() > 0;
    const bool failed = m_look.state() == TopicReader::State::Failed && !m_tail.running();
    if (failed && !hasRows && m_look.error()) {
        m_error->setError(*m_look.error(), tr("Try again"));
        m_stack->setCurrentWidget(m_failed);
        return;
    }
    const bool ended = m_look.state() == TopicReader::State::Ended || m_tail.running();
    if (hasRows || !ended) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setAction({});
    if (m_tail.running()) {
        m_empty->setTitle(tr("Waiting for records"));
        m_empty->setSentence(tr("They appear here as they are written."));
    } else if (!m_filter.empty()) {
        m_empty->setTitle(tr("Nothing matched"));
        m_empty->setSentence(
            RichText(tr("%1 records were read."), {mono(formatCount(m_look.counts().scanned))}));
    } else {
        m_empty->setTitle(tr("No records"));
        m_empty->setSentence(m_look.counts().total == 0 ? tr("There are none in this range of the log.")
                                                        : tr("The range holds offsets without records."));
        m_empty->setAction(tr("Live tail"), QStringLiteral("play"));
    }
    m_stack->setCurrentWidget(m_empty);
}

} // namespace driftwood::ui
