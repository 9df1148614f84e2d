#include "ui/browse/ranges/range_timeline.h"

#include "ui/charts/timeline_chart.h"
#include "ui/format/format.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/text_label.h"

#include <QCheckBox>
#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <array>
#include <cmath>

namespace driftwood::ui {
namespace {

using browsing::TimelineSpan;
using session::ChosenRange;

constexpr int kRoomForPartitions = 1700; ///< width of the view from which each partition has a row of its own
constexpr double kShortestView = 60e3;   ///< ms to either side of a range that is brought into view

Interval intervalOf(const ChosenRange& range) {
    return {static_cast<double>(range.from.value), static_cast<double>(range.to.value)};
}

/// "15 min": widths are round, so one unit says all of them.
QString widthText(std::int64_t ms) {
    constexpr std::array<std::pair<std::int64_t, const char*>, 4> kUnits{
        {{24 * 3600 * 1000, QT_TRANSLATE_NOOP("driftwood::ui::RangeTimeline", "%1 d")},
         {3600 * 1000, QT_TRANSLATE_NOOP("driftwood::ui::RangeTimeline", "%1 h")},
         {60 * 1000, QT_TRANSLATE_NOOP("driftwood::ui::RangeTimeline", "%1 min")},
         {1000, QT_TRANSLATE_NOOP("driftwood::ui::RangeTimeline", "%1 s")}}};
    for (const auto& [unit, text] : kUnits)
        if (ms % unit == 0)
            return RangeTimeline::tr(text).arg(ms / unit);
    return formatDuration(std::chrono::milliseconds(ms));
}

/// Where a range as long as `wanted` begins that is in view and shares no time with another one: nearest to
/// where it was wanted, and there if no place is free. Places lie whole steps from it.
double freePlace(const std::vector<ChosenRange>& ranges, const Interval& seen, const Interval& wanted,
                 double step) {
    const auto isFree = [&](double begin) {
        return std::ranges::none_of(ranges, [&](const ChosenRange& range) {
            const Interval taken = intervalOf(range);
            return begin < taken.end && taken.begin < begin + wanted.length();
        });
    };
    for (double away = 0.0; away <= seen.length(); away += step)
        for (const double begin : {wanted.begin + away, wanted.begin - away})
            if (begin >= seen.begin && begin + wanted.length() <= seen.end && isFree(begin))
                return begin;
    return wanted.begin;
}

TimestampMs timeAt(double x) { return TimestampMs(std::llround(x)); }

} // namespace

RangeTimeline::RangeTimeline(const PageContext& context, session::RangeSelection& selection,
                             const session::RangeInspector& inspector, QWidget* parent)
    : QObject(parent)
    , m_context(context)
    , m_selection(selection)
    , m_inspector(inspector)
    , m_timeline(context.app.background, context.app.connection)
    , m_means(context.app.background, context.app.connection) {
    makeBar(parent);
    makeChart(parent);
    connect(&m_timeline, &session::TopicTimeline::changed, this, &RangeTimeline::showTimeline);
    connect(&m_selection, &session::RangeSelection::changed, this, [this] {
        showRanges();
        showFirstRange();
    });
    connect(&m_inspector, &session::RangeInspector::changed, this, &RangeTimeline::fillOverlays);
    connect(&m_means, &session::FieldMeans::changed, this, &RangeTimeline::showMeans);
    connect(&m_context.app.connection, &session::ConnectionSession::topicsChanged, this,
            &RangeTimeline::showLife);
    connect(&m_context.preferences, &Preferences::changed, this, &RangeTimeline::showTimeline);
    showTimeline();
}

void RangeTimeline::makeBar(QWidget* parent) {
    m_bar = new Bar(parent);
    m_bar->setWraps();
    m_spans = new SegmentedControl(tr("Span of time"), m_bar);
    m_spans->addItem(tr("1 h"), static_cast<int>(TimelineSpan::Hour));
    m_spans->addItem(tr("6 h"), static_cast<int>(TimelineSpan::SixHours));
    m_spans->addItem(tr("24 h"), static_cast<int>(TimelineSpan::Day));
    m_spans->addItem(tr("All"), static_cast<int>(TimelineSpan::All));
    m_spans->setCurrentIndex(2);
    m_layout = new SegmentedControl(tr("Partitions"), {tr("Stacked"), tr("Per partition")}, m_bar);
    m_snap = new QCheckBox(tr("Snap to bucket"), m_bar);
    m_snap->setChecked(true);
    m_overlay = new LabelledCombo(tr("Overlay"), m_bar);
    m_overlay->setAccessibleName(tr("Overlay the mean of a field"));
    m_overlay->addItem(tr("none"), QString());
    m_bucket = textLabel({}, TextStyle::Small, Token::Ink2, m_bar);
    m_add = barButton(QStringLiteral("plus"), tr("Add range"), m_bar);
    m_exclude = barButton(tr("Exclude"), m_bar);
    m_exclude->setCheckable(true);
    for (QWidget* control : std::initializer_list<QWidget*>{m_spans, m_layout, m_snap, m_overlay})
        m_bar->addWidget(control);
    m_bar->addStretch();
    for (QWidget* control : std::initializer_list<QWidget*>{m_bucket, m_add, m_exclude})
        m_bar->addWidget(control);
    connect(m_spans, &SegmentedControl::currentIndexChanged, this,
            [this] { chooseSpan(static_cast<TimelineSpan>(m_spans->currentData().toInt())); });
    connect(m_layout, &SegmentedControl::currentIndexChanged, this, [this](int index) {
        m_layoutChosen = true;
        setStacked(index == 0);
    });
    connect(m_snap, &QCheckBox::toggled, this, &RangeTimeline::showTimeline);
    connect(m_overlay, &QComboBox::activated, this, &RangeTimeline::chooseOverlay);
    connect(m_add, &QPushButton::clicked, this, &RangeTimeline::addRange);
    connect(m_exclude, &QPushButton::clicked, this,
            [this](bool on) { m_selection.setExcluded(m_current, on); });
}

void RangeTimeline::makeChart(QWidget* parent) {
    m_chart = new TimelineChart(parent);
    m_chart->setAccessibleName(tr("Records over time"));
    m_chart->setBrush(Chart::Brush::Many);
    m_chart->setXAxis(XAxis::Time);
    setScaled(*m_chart, Extent::MinimumHeight, 200);
    m_chart->setRangeDetail([this](const Interval& span) { return recordsText(span); });
    connect(m_chart, &Chart::visibleRangeChanged, this, [this] { m_spans->setHolds(!m_chart->isZoomed()); });
    connect(m_chart, &Chart::rangesChanged, this, &RangeTimeline::takeBrush);
    connect(m_chart, &Chart::rangeFocused, this, [this](int index) {
        if (index >= 0 && index < static_cast<int>(m_chart->ranges().size()))
            Q_EMIT rangeChosen(m_chart->ranges()[static_cast<std::size_t>(index)].name);
    });
    connect(m_chart, &Chart::failureAction, this, [this] { m_timeline.retry(); });
}

void RangeTimeline::setTopic(const TopicName& topic) {
    m_topic = topic;
    m_means.show({}, {}, {}, {});
    chooseOverlay();
    m_timeline.show(topic, static_cast<TimelineSpan>(m_spans->currentData().toInt()));
}

QWidget* RangeTimeline::bar() const { return m_bar; }
QWidget* RangeTimeline::chart() const { return m_chart; }

void RangeTimeline::fitWidth(int width) {
    if (!m_layoutChosen)
        setStacked(width < kRoomForPartitions);
}

bool RangeTimeline::stop() {
    if (!m_means.busy() && !m_timeline.busy())
        return false;
    m_means.stop();
    m_timeline.stop();
    return true;
}

void RangeTimeline::showMeanOf(const QString& path) {
    m_overlay->setCurrentData(path);
    chooseOverlay();
}

void RangeTimeline::setCurrentRange(const QString& name) {
    m_current = name;
    const auto row = std::ranges::find(m_selection.ranges(), name, &ChosenRange::name);
    const bool isThere = row != m_selection.ranges().end();
    m_exclude->setEnabled(isThere);
    m_exclude->setChecked(isThere && row->excluded);
    m_exclude->setToolTip(isThere ? tr("Exclude range %1 from the others (X)").arg(name)
                                  : tr("Choose a range first"));
    m_add->setEnabled(m_timeline.ready());
}

void RangeTimeline::chooseSpan(browsing::TimelineSpan span) {
    m_means.stop();
    m_chart->setOverlay({}, {}, {}, {});
    m_timeline.show(m_topic, span);
    m_chart->showAll();
}

void RangeTimeline::setStacked(bool stacked) {
    const QSignalBlocker quiet(m_layout); // the width chose it, not a person
    m_chart->setStacked(stacked);
    m_layout->setCurrentIndex(stacked ? 0 : 1);
}

void RangeTimeline::showTimeline() {
    m_chart->setTimeZone(m_context.preferences.zone());
    if (m_timeline.error()) {
        m_chart->setFailure(QString::fromStdString(m_timeline.error()->what),
                            QString::fromStdString(m_timeline.error()->where), tr("Refresh"));
        return;
    }
    m_chart->clearFailure();
    if (!m_timeline.ready()) {
        m_chart->setBuckets({});
        m_chart->setEmptyText(m_topic.value.empty()
                                  ? tr("Choose a topic to see when its records were written.")
                              : m_timeline.empty() ? whyEmpty()
                                                   : tr("Looking up when records were written"));
        m_bucket->clear();
        Q_EMIT changed();
        return;
    }
    const browsing::TimelineGrid& grid = m_timeline.grid();
    const browsing::TimelineCounts& counts = m_timeline.counts();
    Buckets buckets;
    buckets.begin = static_cast<double>(grid.begin.value);
    buckets.width = static_cast<double>(grid.widthMs);
    buckets.counts = counts.counts;
    for (const PartitionId partition : counts.partitions)
        buckets.names.push_back(QStringLiteral("P%1").arg(partition.value));
    const QString width = widthText(grid.widthMs);
    m_chart->setBuckets(std::move(buckets));
    m_chart->setUnit(tr("≈ records / %1").arg(width));
    m_chart->setFullRange(
        Interval{static_cast<double>(grid.begin.value), static_cast<double>(grid.end().value)});
    m_chart->setSnap(m_snap->isChecked() ? static_cast<double>(grid.widthMs) : 0.0,
                     static_cast<double>(grid.begin.value));
    const auto edge = static_cast<double>(m_timeline.written().last.value);
    const QDateTime time =
        QDateTime::fromMSecsSinceEpoch(m_timeline.written().last.value, m_context.preferences.zone());
    m_chart->setLiveEdge(edge, tr("live edge %1").arg(time.toString(QStringLiteral("HH:mm:ss"))));
    m_chart->setFootnote(m_timeline.refined() ? strayNote()
                                              : tr("%1 of %2 buckets looked up, averages before them")
                                                    .arg(formatCount(grid.buckets - counts.refinedFrom),
                                                         formatCount(grid.buckets)));
    m_bucket->setText(tr("bucket %1").arg(width));
    if (m_timeline.refined() && m_overlayGrid != grid)
        chooseOverlay();
    showLife();
    showFirstRange();
    Q_EMIT changed();
}

/// Why the topic has no timeline.
QString RangeTimeline::whyEmpty() const {
    const broker::WrittenTimes& times = m_timeline.times();
    if (times.offsets == 0)
        return tr("The topic has no records yet.");
    if (!times.hasRecords)
        return tr("None of the topic's %1 offsets holds a record: transactions were aborted, or compaction "
                  "removed the records.")
            .arg(formatCount(times.offsets));
    return tr("The topic's records carry no time. Add a range by its offsets.");
}

/// Records that a wrong clock has stamped: they are counted where they lie.
QString RangeTimeline::strayNote() const {
    if (m_timeline.strays().empty())
        return {};
    const broker::StrayRecord& first = m_timeline.strays().front();
    const QString at = formatPosition(first.at.partition.value, first.at.offset.value);
    const QString stamped =
        formatTime(first.stamped.value, m_context.preferences.zone(), TimeDetail::Seconds);
    if (m_timeline.strays().size() == 1)
        return tr("1 record has an implausible timestamp: %1, %2").arg(at, stamped);
    return tr("%1 records have implausible timestamps, such as %2, %3")
        .arg(formatCount(static_cast<qint64>(m_timeline.strays().size())), at, stamped);
}

/// Where the log begins; before it records have expired, unless there never were any.
void RangeTimeline::showLife() {
    const session::TopicFacts* facts = m_context.app.connection.topic(m_topic);
    const bool expired =
        facts != nullptr && std::ranges::any_of(facts->watermarks, [](const broker::Watermarks& marks) {
            return marks.low.value > 0;
        });
    if (m_timeline.ready() && expired)
        m_chart->setLowWatermark(static_cast<double>(m_timeline.written().first.value));
    else
        m_chart->setLowWatermark(std::nullopt);
}

void RangeTimeline::showRanges() {
    std::vector<BrushRange> brushed;
    std::vector<Interval> excluded;
    for (const ChosenRange& range : m_selection.ranges()) {
        if (range.to <= range.from)
            continue; // its times are being read
        if (range.excluded)
            excluded.push_back(intervalOf(range));
        else
            brushed.push_back({range.name, intervalOf(range)});
    }
    if (m_chart->ranges() != brushed)
        m_chart->setRanges(std::move(brushed));
    m_chart->setExcluded(std::move(excluded));
    // The chart does not know the names that excluded ranges have.
    m_chart->setRangeName(m_selection.nextName());
}

QString RangeTimeline::recordsText(const Interval& span) const {
    const auto& chosen = m_selection.ranges();
    const auto same = std::ranges::find_if(
        chosen, [&](const ChosenRange& range) { return !range.excluded && intervalOf(range) == span; });
    const qint64 records = same != chosen.end() && same->settled
                               ? same->offsets.span()
                               : static_cast<qint64>(m_chart->recordsIn(span) + 0.5);
    return tr("%1 records").arg(formatEstimate(records));
}

/// Makes the brushed ranges the selection: a range that moved keeps its name, a new one gets the next name.
void RangeTimeline::takeBrush() {
    const std::vector<BrushRange> brushed = m_chart->ranges();
    const std::vector<ChosenRange> before = m_selection.ranges();
    QStringList kept;
    const auto known = [&](const QString& name) {
        return std::ranges::find_if(
            before, [&](const ChosenRange& range) { return range.name == name && !range.excluded; });
    };
    for (const BrushRange& range : brushed) {
        const TimestampMs from = timeAt(range.span.begin);
        const TimestampMs to = timeAt(range.span.end);
        const auto same = known(range.name);
        if (same != before.end()) {
            kept.append(range.name);
            if (same->from != from || same->to != to)
                m_selection.setTimes(range.name, from, to);
            continue;
        }
        const QString name = m_selection.nextName();
        kept.append(name);
        m_selection.setTimes(name, from, to);
        Q_EMIT rangeChosen(name);
    }
    for (const ChosenRange& range : before)
        if (!range.excluded && !kept.contains(range.name))
            m_selection.remove(range.name);
    showRanges();
}

/// A range that came from elsewhere is a few seconds of a day, perhaps: the shortest span that has it, and of
/// that a stretch in which it can be seen and moved.
void RangeTimeline::showFirstRange() {
    if (!m_bringIntoView || !m_timeline.ready() || m_selection.ranges().empty() ||
        m_selection.ranges().front().from.value == 0)
        return;
    m_bringIntoView = false;
    const Interval range = intervalOf(m_selection.ranges().front());
    const double age = static_cast<double>(m_timeline.written().last.value) - range.begin;
    constexpr double kHour = 3600e3;
    m_spans->setCurrentIndex(age < kHour ? 0 : age < 6 * kHour ? 1 : age < 24 * kHour ? 2 : 3);
    const double around = std::max(range.length(), kShortestView);
    m_chart->setVisibleRange({range.begin - 2 * around, range.end + 2 * around});
}

/// The middle fifth of what is seen, to be moved with the keyboard; where another range is, what is free
/// nearest to it.
void RangeTimeline::addRange() {
    if (!m_timeline.ready())
        return;
    const Interval seen = m_chart->visibleRange();
    const auto width = static_cast<double>(m_timeline.grid().widthMs);
    const auto origin = static_cast<double>(m_timeline.grid().begin.value);
    const auto onEdge = [&](double x) { return origin + std::round((x - origin) / width) * width; };
    const double from = onEdge(seen.begin + 0.4 * seen.length());
    const double to = std::max(from + width, onEdge(seen.begin + 0.6 * seen.length()));
    const double begin = freePlace(m_selection.ranges(), seen, {from, to}, width);
    const QString name = m_selection.nextName();
    m_selection.setTimes(name, timeAt(begin), timeAt(begin + to - from));
    Q_EMIT rangeChosen(name);
    m_chart->setFocus(Qt::OtherFocusReason);
}

void RangeTimeline::fillOverlays() {
    const QString chosen = m_overlay->currentData().toString();
    QStringList fields{QString()};
    if (m_inspector.decoder())
        for (const records::Field& field : m_inspector.decoder()->schema.fields)
            if (field.type == records::FieldType::Int64 || field.type == records::FieldType::Float64)
                fields.append(QString::fromStdString(field.path));
    QStringList shown;
    for (int i = 0; i < m_overlay->count(); ++i)
        shown.append(m_overlay->itemData(i).toString());
    if (shown == fields)
        return;
    m_overlay->clear();
    for (const QString& field : fields)
        m_overlay->addItem(field.isEmpty() ? tr("none") : tr("%1 mean").arg(field), field);
    m_overlay->setCurrentData(fields.contains(chosen) ? chosen : QString());
}

void RangeTimeline::chooseOverlay() {
    const QString path = m_overlay->currentData().toString();
    if (m_timeline.ready())
        m_overlayGrid = m_timeline.grid();
    if (path.isEmpty() || !m_inspector.decoder() || !m_timeline.ready()) {
        m_means.stop();
        m_chart->setOverlay({}, {}, {}, {});
        return;
    }
    m_means.show(m_topic, m_timeline.grid(), *m_inspector.decoder(), path.toStdString());
}

void RangeTimeline::showMeans() {
    if (m_means.times().empty())
        return;
    m_chart->setOverlay(tr("mean %1").arg(QString::fromStdString(m_means.path())), tr("sampled"),
                        m_means.times(), m_means.means());
}

} // namespace driftwood::ui
