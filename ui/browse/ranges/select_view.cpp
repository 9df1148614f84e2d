#include "ui/browse/ranges/select_view.h"

#include "broker/range_sets.h"
#include "ui/browse/ranges/dataset_making.h"
#include "ui/browse/ranges/offsets_dialog.h"
#include "ui/browse/ranges/range_timeline.h"
#include "ui/browse/ranges/ranges_panel.h"
#include "ui/browse/ranges/statistics_panel.h"
#include "ui/format/format.h"
#include "ui/page/manifest_files.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"

#include <QAction>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

using session::ChosenRange;

/// Offsets of the ranges that retention has taken, and where the first of them lies.
struct Expired {
    std::int64_t offsets = 0;
    broker::OffsetRange first{};
    Offset logBegin;
};

Expired expiredOf(const broker::TopicRanges& ranges, const session::TopicFacts& facts) {
    Expired out;
    for (const broker::OffsetRange& range : ranges.ranges) {
        const auto marks =
            std::ranges::find(facts.watermarks, range.partition, &broker::Watermarks::partition);
        if (marks == facts.watermarks.end() || marks->low <= range.begin)
            continue;
        if (out.offsets == 0) {
            out.first = range;
            out.logBegin = marks->low;
        }
        out.offsets += std::min(marks->low, range.end) - range.begin;
    }
    return out;
}

} // namespace

SelectView::SelectView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_selection(context.app.background, context.app.connection)
    , m_inspector(context.app.background, context.app.connection)
    , m_timeline(new RangeTimeline(context, m_selection, m_inspector, this))
    , m_making(new DatasetMaking(context, m_selection, m_inspector, this))
    , m_files(new ManifestFiles(context.app, this)) {
    makeActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_timeline->bar());
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_timeline->chart());
    split->addWidget(makePanels());
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    // Where the window is low, or its text large, the page scrolls: no panel is lower than its contents.
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(split);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(scroll, 1);
    connectParts();
    showState();
}

SelectView::~SelectView() = default;

QWidget* SelectView::makePanels() {
    m_ranges = new RangesPanel(this);
    m_statistics = new StatisticsPanel(this);
    auto* split = m_panels = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_ranges);
    split->addWidget(m_statistics);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 6);
    split->setSizes({scaled(500), scaled(600)});
    split->installEventFilter(this);
    connect(m_ranges, &RangesPanel::typeOffsetsRequested, this, &SelectView::typeOffsets);
    connect(m_ranges, &RangesPanel::removeRequested, this,
            [this](const QString& name) { m_selection.remove(name); });
    connect(m_ranges, &RangesPanel::undoRequested, this, [this] { m_selection.undo(); });
    connect(m_ranges, &RangesPanel::redoRequested, this, [this] { m_selection.redo(); });
    connect(m_ranges, &RangesPanel::excludeRequested, this,
            [this](const QString& name, bool on) { m_selection.setExcluded(name, on); });
    connect(m_ranges, &RangesPanel::currentChanged, this, &SelectView::showState);
    connect(m_ranges, &RangesPanel::problemActionRequested, this, &SelectView::mendProblem);
    connect(m_ranges, &RangesPanel::stopRequested, this, [this] { m_making->stop(); });
    connect(m_statistics, &StatisticsPanel::retryRequested, &m_inspector, &session::RangeInspector::retry);
    connect(m_statistics, &StatisticsPanel::stopRequested, &m_inspector, &session::RangeInspector::stop);
    connect(m_statistics, &StatisticsPanel::fieldActivated, m_timeline, &RangeTimeline::showMeanOf);
    return split;
}

void SelectView::makeActions() {
    m_open = new QAction(tr("Open manifest…"), this);
    connect(m_open, &QAction::triggered, m_files, &ManifestFiles::askToOpen);
    m_create = new QAction(icon(QStringLiteral("datasets"), Token::OnAccent), tr("Create data set…"), this);
    makePrimary(m_create);
    connect(m_create, &QAction::triggered, this, [this] { m_making->ask(); });
    // Wherever the keyboard is: a click on the buttons of the bar leaves it in the list of topics.
    const auto addKey = [this](const QString& name, const QList<QKeySequence>& keys, auto act) {
        auto* action = new QAction(name, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WindowShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    addKey(tr("Undo"), QKeySequence::keyBindings(QKeySequence::Undo), [this] { m_selection.undo(); });
    QList<QKeySequence> redo = QKeySequence::keyBindings(QKeySequence::Redo);
    if (const QKeySequence other(Qt::CTRL | Qt::Key_Y); !redo.contains(other))
        redo.append(other);
    addKey(tr("Redo"), redo, [this] { m_selection.redo(); });
}

void SelectView::connectParts() {
    connect(m_timeline, &RangeTimeline::changed, this, [this] {
        showState();
        Q_EMIT statusChanged();
    });
    connect(m_timeline, &RangeTimeline::rangeChosen, m_ranges, &RangesPanel::setCurrentRange);
    connect(&m_selection, &session::RangeSelection::changed, this, [this] {
        m_ranges->setSelection(m_selection);
        showState();
        showStatistics();
        inspect();
    });
    connect(&m_inspector, &session::RangeInspector::changed, this, [this] {
        showStatistics();
        showState();
    });
    connect(&m_inspector, &session::RangeInspector::progressed, this, [this] {
        const QStringList shown = names();
        m_statistics->showProgress(
            m_inspector, shown.value(m_inspector.stage() == session::RangeInspector::Stage::ReadingB));
    });
    connect(m_making, &DatasetMaking::changed, this, &SelectView::showState);
    connect(m_making, &DatasetMaking::progressed, this, [this] { m_ranges->setJob(m_making->job()); });
    connect(m_making, &DatasetMaking::linkActivated, this, &SelectView::linkActivated);
    connect(m_making, &DatasetMaking::noticed, this, &SelectView::noticed);
    connect(m_files, &ManifestFiles::opened, this, [this](const dataset::Manifest& manifest) {
        Q_EMIT linkActivated(Link::select(manifest.ranges()));
    });
    connect(m_files, &ManifestFiles::noticed, this, &SelectView::noticed);
    connect(&m_context.app.connection, &session::ConnectionSession::topicsChanged, this,
            &SelectView::showState);
    connect(&m_context.preferences, &Preferences::changed, this,
            [this] { m_ranges->setTimeZone(m_context.preferences.zone()); });
    m_ranges->setTimeZone(m_context.preferences.zone());
}

QList<QAction*> SelectView::headerActions() const { return {m_open, m_create}; }

void SelectView::refresh() {
    m_timeline->refresh();
    m_inspector.retry();
}

void SelectView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_timeline->setShown(true);
}

void SelectView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_timeline->setShown(false);
}

void SelectView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_timeline->fitWidth(width());
    fitPanels();
}

/// The panels' contents, and so the width that they need, change while the view keeps its size.
bool SelectView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_panels && event->type() == QEvent::LayoutRequest)
        fitPanels();
    return QWidget::eventFilter(watched, event);
}

/// The panels are above each other where they would not fit side by side, so that nothing is out of sight.
void SelectView::fitPanels() {
    int both = m_panels->handleWidth();
    for (const QWidget* panel : std::initializer_list<const QWidget*>{m_ranges, m_statistics})
        both += std::max(panel->minimumWidth(), panel->minimumSizeHint().width());
    m_panels->setOrientation(both > width() - metrics::kScrollBar ? Qt::Vertical : Qt::Horizontal);
}

void SelectView::setTopic(const TopicName& topic) {
    if (topic == m_topic)
        return;
    m_making->forgetTyped();
    m_topic = topic;
    setBaseModel({});
    m_selection.setTopic(topic);
    m_inspector.inspect({topic, {}}, {topic, {}}, {topic, {}});
    m_timeline->setTopic(topic);
    broker::TopicRanges whole{topic, {}};
    if (const session::TopicFacts* facts = m_context.app.connection.topic(topic))
        for (const broker::Watermarks& marks : facts->watermarks)
            whole.ranges.push_back({marks.partition, marks.low, marks.high});
    m_inspector.learn(
        whole, m_context.app.store.snapshot().decodings(m_context.app.connection.profile().name, topic));
    showState();
}

void SelectView::setRanges(const broker::TopicRanges& ranges, const QString& baseModelId) {
    setTopic(ranges.topic);
    setBaseModel(baseModelId);
    if (ranges.span() > 0) {
        m_selection.clear();
        m_timeline->bringIntoView();
        m_selection.setOffsets({}, ranges);
    }
    showState();
}

void SelectView::setBaseModel(const QString& id) {
    m_making->setBaseModel(id);
    m_create->setText(id.isEmpty() ? tr("Create data set…") : tr("Create data set, train again…"));
    Q_EMIT headerChanged();
}

QStringList SelectView::statusFacts() const {
    const session::TopicTimeline& timeline = m_timeline->timeline();
    if (!timeline.ready() || !timeline.refined())
        return {};
    return {tr("timeline %1 buckets × %2 partitions in %3")
                .arg(formatCount(timeline.grid().buckets),
                     formatCount(static_cast<qint64>(timeline.counts().partitions.size())),
                     formatDuration(timeline.took()))};
}

bool SelectView::stopWhatRuns() {
    if (m_making->stop())
        return true;
    if (m_inspector.stage() != session::RangeInspector::Stage::Idle) {
        m_inspector.stop();
        return true;
    }
    return m_timeline->stop();
}

QStringList SelectView::names() const {
    QStringList out;
    for (const ChosenRange& range : m_selection.ranges())
        if (!range.excluded)
            out.append(range.name);
    return out;
}

/// The named ranges of which something is left once excluded stretches are taken out.
QStringList SelectView::readableNames() const {
    QStringList out = names();
    out.removeIf(
        [this](const QString& name) { return m_selection.effective(std::vector{name}).span() == 0; });
    return out;
}

/// Statistics are of the first range that holds anything, and of the second against it.
void SelectView::inspect() {
    if (!m_selection.settled())
        return;
    const QStringList chosen = readableNames();
    const broker::TopicRanges gone = expired(); // what has expired is said elsewhere, and cannot be read
    const auto of = [&](int index) {
        return chosen.size() > index
                   ? broker::without(m_selection.effective(std::vector{chosen[index]}), gone)
                   : broker::TopicRanges{m_topic, {}};
    };
    m_inspector.inspect(chosen.isEmpty() ? broker::TopicRanges{m_topic, {}}
                                         : broker::without(m_selection.effective(), gone),
                        of(0), of(1));
}

void SelectView::showStatistics() {
    const QStringList all = names();
    const QStringList chosen = readableNames();
    const bool excluded = std::ranges::any_of(m_selection.ranges(), &ChosenRange::excluded);
    QString nothing;
    if (chosen.isEmpty() && !all.isEmpty() && m_selection.settled())
        nothing = excluded ? tr("Range %1 is empty: excluded ranges cover it").arg(all.first())
                           : tr("Range %1 holds no records").arg(all.first());
    m_statistics->show(m_inspector, chosen.value(0), chosen.value(1), nothing);
}

void SelectView::showState() {
    const QStringList chosen = names();
    const broker::TopicRanges all = m_selection.effective();
    m_ranges->setCost(m_inspector, chosen.join(tr(" and ")));
    m_ranges->setJob(m_making->job());

    const session::TopicTimeline& timeline = m_timeline->timeline();
    std::optional<Error> problem;
    QString action;
    const auto failed = std::ranges::find_if(
        m_selection.ranges(), [](const ChosenRange& range) { return range.error.has_value(); });
    if (failed != m_selection.ranges().end()) {
        problem = failed->error;
        action = tr("Look up again");
    }
    RichText life;
    RichText note;
    m_rangesExpired = false;
    const session::TopicFacts* facts = m_context.app.connection.topic(m_topic);
    if (facts != nullptr && !facts->watermarks.empty() && all.span() > 0) {
        const Expired gone = expiredOf(all, *facts);
        m_rangesExpired = gone.offsets > 0;
        if (m_rangesExpired) {
            problem = Error{ErrorCode::RangeGone,
                            tr("The range is no longer complete: P%1 now starts at offset %2, the range at "
                               "%3. %4 records have expired")
                                .arg(gone.first.partition.value)
                                .arg(formatCount(gone.logBegin.value), formatCount(gone.first.begin.value),
                                     formatCount(gone.offsets))
                                .toStdString(),
                            m_topic.value,
                            {}};
            action = tr("Use what is left");
        } else if (!problem) {
            life = RichText(tr("%1   Order: merged by time"), {plain(tr("Replayable: complete"), Token::Ok)});
            const auto first = std::ranges::min_element(m_selection.ranges(), {}, &ChosenRange::from);
            const std::int64_t ahead = first->from - timeline.written().first; // used once it is ready
            if (timeline.ready() && first->from.value > 0 && ahead > 0)
                note = RichText(tr("The log begins %1 before %2"),
                                {mono(formatDuration(std::chrono::milliseconds(ahead))), plain(first->name)});
        }
    }
    m_ranges->setNotes(life, note);
    m_ranges->setProblem(problem, action);

    m_timeline->setCurrentRange(m_ranges->currentRange());
    const bool making = m_making->running() != nullptr;
    const QString why = making                   ? tr("A data set is being created")
                        : chosen.isEmpty()       ? tr("Choose a range first")
                        : !m_selection.settled() ? tr("Offsets are being looked up")
                        : m_rangesExpired        ? tr("Part of the range has expired")
                        : all.span() == 0 ? (std::ranges::any_of(m_selection.ranges(), &ChosenRange::excluded)
                                                 ? tr("The ranges are empty: excluded ranges cover them")
                                                 : tr("The ranges hold no records"))
                                          : QString();
    const bool changed = m_create->isEnabled() != why.isEmpty();
    m_create->setEnabled(why.isEmpty());
    m_making->setPossible(why.isEmpty());
    m_create->setToolTip(why);
    if (changed)
        Q_EMIT headerChanged();
}

broker::TopicRanges SelectView::expired() const {
    broker::TopicRanges gone{m_topic, {}};
    if (const session::TopicFacts* facts = m_context.app.connection.topic(m_topic))
        for (const broker::Watermarks& marks : facts->watermarks)
            gone.ranges.push_back({marks.partition, Offset(0), marks.low});
    return gone;
}

void SelectView::mendProblem() {
    if (!m_rangesExpired)
        return m_selection.retry();
    const broker::TopicRanges gone = expired();
    for (const ChosenRange& range : std::vector<ChosenRange>(m_selection.ranges()))
        if (const auto left = broker::without(range.offsets, gone); left != broker::united(range.offsets))
            m_selection.setOffsets(range.name, left);
}

void SelectView::typeOffsets(const QString& name) {
    const session::TopicFacts* facts = m_context.app.connection.topic(m_topic);
    if (facts == nullptr || facts->watermarks.empty())
        return;
    const auto range = std::ranges::find(m_selection.ranges(), name, &ChosenRange::name);
    const QString used = range != m_selection.ranges().end() ? name : m_selection.nextName();
    auto* dialog = new OffsetsDialog({m_topic, facts->watermarks, m_context.preferences.zone()}, used,
                                     range != m_selection.ranges().end() ? &*range : nullptr, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, used] {
        if (dialog->offsets())
            m_selection.setOffsets(used, *dialog->offsets());
        else
            m_selection.setTimes(used, dialog->times()->from, dialog->times()->to);
        m_ranges->setCurrentRange(used);
    });
    dialog->open();
}

} // namespace driftwood::ui
