#include "ui/browse/select_view.h"

#include "ui/browse/ranges_panel.h"
#include "ui/browse/select_view_private.h"
#include "ui/browse/statistics_panel.h"
#include "ui/charts/timeline_chart.h"
#include "ui/format/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/labelled_combo.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QCheckBox>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace driftwood::ui {

using namespace metrics;
using browsing::TimelineSpan;

namespace {

constexpr int kRoomForPartitions = 1700; ///< width of the view from which each partition gets its own row

} // namespace

SelectView::Private::Private(SelectView* view, const PageContext& pageContext)
    : q(view)
    , context(pageContext)
    , timeline(context.app.background, context.app.connection)
    , selection(context.app.background, context.app.connection)
    , inspector(context.app.background, context.app.connection)
    , means(context.app.background, context.app.connection) {
    makeActions();
    auto* column = new QVBoxLayout(q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    auto* split = new QSplitter(Qt::Vertical, q);
    split->setChildrenCollapsible(false);
    split->addWidget(makeChart());
    split->addWidget(makePanels());
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    // In a low window or with large text the page scrolls, so that no panel is lower than its contents.
    auto* scroll = new QScrollArea(q);
    scroll->setWidget(split);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(scroll, 1);
    connectSessions();
    showTimeline();
    showState();
}

QWidget* SelectView::Private::makeBar() {
    auto* bar = new Bar(q);
    bar->setWraps();
    spans = new SegmentedControl(tr("Span of time"), bar);
    spans->addItem(tr("1 h"), static_cast<int>(TimelineSpan::Hour));
    spans->addItem(tr("6 h"), static_cast<int>(TimelineSpan::SixHours));
    spans->addItem(tr("24 h"), static_cast<int>(TimelineSpan::Day));
    spans->addItem(tr("All"), static_cast<int>(TimelineSpan::All));
    spans->setCurrentIndex(2);
    layout = new SegmentedControl(tr("Partitions"), {tr("Stacked"), tr("Per partition")}, bar);
    snap = new QCheckBox(tr("Snap to bucket"), bar);
    snap->setChecked(true);
    overlay = new LabelledCombo(tr("Overlay"), bar);
    overlay->setAccessibleName(tr("Overlay the mean of a field"));
    overlay->addItem(tr("none"), QString());
    bucket = textLabel({}, TextStyle::Small, Token::Ink2, bar);
    add = barButton(QStringLiteral("plus"), tr("Add range"), bar);
    exclude = barButton(tr("Exclude"), bar);
    exclude->setCheckable(true);
    for (QWidget* control : std::initializer_list<QWidget*>{spans, layout, snap, overlay})
        bar->addWidget(control);
    bar->addStretch();
    for (QWidget* control : std::initializer_list<QWidget*>{bucket, add, exclude})
        bar->addWidget(control);
    connect(spans, &SegmentedControl::currentIndexChanged, this,
            [this] { chooseSpan(static_cast<TimelineSpan>(spans->currentData().toInt())); });
    connect(layout, &SegmentedControl::currentIndexChanged, this, [this](int index) {
        layoutChosen = true;
        setStacked(index == 0);
    });
    connect(snap, &QCheckBox::toggled, this, &Private::showTimeline);
    connect(overlay, &QComboBox::activated, this, &Private::chooseOverlay);
    connect(add, &QPushButton::clicked, this, &Private::addRange);
    connect(exclude, &QPushButton::clicked, this,
            [this](bool on) { selection.setExcluded(ranges->currentRange(), on); });
    return bar;
}

QWidget* SelectView::Private::makeChart() {
    chart = new TimelineChart(q);
    chart->setAccessibleName(tr("Records over time"));
    chart->setBrush(Chart::Brush::Many);
    chart->setXAxis(XAxis::Time);
    setScaled(*chart, Extent::MinimumHeight, 200);
    chart->setRangeDetail([this](const Interval& span) { return recordsText(span); });
    connect(chart, &Chart::visibleRangeChanged, this, [this] { spans->setHolds(!chart->isZoomed()); });
    connect(chart, &Chart::rangesChanged, this, &Private::takeBrush);
    connect(chart, &Chart::rangeFocused, this, [this](int index) {
        if (index >= 0 && index < static_cast<int>(chart->ranges().size()))
            ranges->setCurrentRange(chart->ranges()[static_cast<std::size_t>(index)].name);
    });
    connect(chart, &Chart::failureAction, this, [this] { timeline.retry(); });
    return chart;
}

QWidget* SelectView::Private::makePanels() {
    ranges = new RangesPanel(q);
    statistics = new StatisticsPanel(q);
    auto* split = new QSplitter(Qt::Horizontal, q);
    split->setChildrenCollapsible(false);
    split->addWidget(ranges);
    split->addWidget(statistics);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 6);
    split->setSizes({scaled(500), scaled(600)});
    connect(ranges, &RangesPanel::typeOffsetsRequested, this, &Private::typeOffsets);
    connect(ranges, &RangesPanel::removeRequested, this,
            [this](const QString& name) { selection.remove(name); });
    connect(ranges, &RangesPanel::undoRequested, this, [this] { selection.undo(); });
    connect(ranges, &RangesPanel::redoRequested, this, [this] { selection.redo(); });
    connect(ranges, &RangesPanel::excludeRequested, this,
            [this](const QString& name, bool on) { selection.setExcluded(name, on); });
    connect(ranges, &RangesPanel::currentChanged, this, &Private::showState);
    connect(ranges, &RangesPanel::problemActionRequested, this, &Private::mendProblem);
    connect(ranges, &RangesPanel::stopRequested, this, [this] {
        if (session::DatasetJob* making = runningJob())
            making->stop();
    });
    connect(statistics, &StatisticsPanel::retryRequested, &inspector, &session::RangeInspector::retry);
    connect(statistics, &StatisticsPanel::stopRequested, &inspector, &session::RangeInspector::stop);
    connect(statistics, &StatisticsPanel::fieldActivated, this, [this](const QString& path) {
        overlay->setCurrentData(path);
        chooseOverlay();
    });
    return split;
}

void SelectView::Private::makeActions() {
    openAction = new QAction(tr("Open manifest…"), q);
    connect(openAction, &QAction::triggered, this, &Private::openManifest);
    createAction = new QAction(icon(QStringLiteral("datasets"), Token::OnAccent), tr("Create data set…"), q);
    makePrimary(createAction);
    connect(createAction, &QAction::triggered, this, &Private::createDataset);
    // The keys work wherever the focus is: after a click on a button of the bar it is still in the list of
    // topics.
    const auto addKey = [this](const QString& name, const QList<QKeySequence>& keys, auto act) {
        auto* action = new QAction(name, q);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WindowShortcut);
        connect(action, &QAction::triggered, this, act);
        q->addAction(action);
    };
    addKey(tr("Undo"), QKeySequence::keyBindings(QKeySequence::Undo), [this] { selection.undo(); });
    QList<QKeySequence> redo = QKeySequence::keyBindings(QKeySequence::Redo);
    if (const QKeySequence other(Qt::CTRL | Qt::Key_Y); !redo.contains(other))
        redo.append(other);
    addKey(tr("Redo"), redo, [this] { selection.redo(); });
}

void SelectView::Private::connectSessions() {
    connect(&timeline, &session::TopicTimeline::changed, this, &Private::showTimeline);
    connect(&selection, &session::RangeSelection::changed, this, [this] {
        showRanges();
        showFirstRange();
        showStatistics();
        inspect();
    });
    connect(&inspector, &session::RangeInspector::changed, this, [this] {
        fillOverlays();
        showStatistics();
        showState();
    });
    connect(&inspector, &session::RangeInspector::progressed, this, [this] {
        const QStringList shown = names();
        statistics->showProgress(inspector,
                                 shown.value(inspector.stage() == session::RangeInspector::Stage::ReadingB));
    });
    connect(&means, &session::FieldMeans::changed, this, &Private::showMeans);
    connect(&context.app.connection, &session::ConnectionSession::topicsChanged, this, &Private::showLife);
    connect(&context.preferences, &Preferences::changed, this, [this] {
        ranges->setTimeZone(context.preferences.zone());
        showTimeline();
    });
    ranges->setTimeZone(context.preferences.zone());
}

SelectView::SelectView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, context)) {}

SelectView::~SelectView() = default;

void SelectView::setTopic(const TopicName& topic) { d->setTopic(topic); }
const TopicName& SelectView::topic() const { return d->topic; }
void SelectView::setRanges(const broker::TopicRanges& ranges, const QString& baseModelId) {
    d->setRanges(ranges, baseModelId);
}
QList<QAction*> SelectView::headerActions() const { return {d->openAction, d->createAction}; }
QStringList SelectView::statusFacts() const { return d->statusFacts(); }
void SelectView::refresh() {
    d->timeline.retry();
    d->inspector.retry();
}
bool SelectView::stopWhatRuns() { return d->stopWhatRuns(); }

void SelectView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    d->timeline.setShown(true);
}

void SelectView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    d->timeline.setShown(false);
}

void SelectView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (!d->layoutChosen)
        d->setStacked(width() < kRoomForPartitions);
}

} // namespace driftwood::ui
