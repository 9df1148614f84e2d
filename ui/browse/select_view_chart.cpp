// The part of SelectView that handles the chart: shows what its sessions know, and takes the ranges brushed
// on it.
#include "ui/browse/ranges_panel.h"
#include "ui/browse/select_view_private.h"
#include "ui/charts/timeline_chart.h"
#include "ui/format/format.h"
#include "ui/itemmodels/ranges_item_model.h"
#include "ui/widgets/labelled_combo.h"
#include "ui/widgets/segmented_control.h"

#include <QAction>
#include <QCheckBox>
#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <array>
#include <cmath>

namespace driftwood::ui {
namespace {

using session::ChosenRange;

constexpr double kShortestView = 60e3; ///< ms; a shorter range has margins like one of this length

Interval intervalOf(const ChosenRange& range) {
    return {static_cast<double>(range.from.value), static_cast<double>(range.to.value)};
}

/// "15 min": bucket widths are round numbers, so one unit suffices.
QString widthText(std::int64_t ms) {
    constexpr std::array<std::pair<std::int64_t, const char*>, 4> kUnits{
        {{24 * 3600 * 1000, QT_TRANSLATE_NOOP("driftwood::ui::SelectView", "%1 d")},
         {3600 * 1000, QT_TRANSLATE_NOOP("driftwood::ui::SelectView", "%1 h")},
         {60 * 1000, QT_TRANSLATE_NOOP("driftwood::ui::SelectView", "%1 min")},
         {1000, QT_TRANSLATE_NOOP("driftwood::ui::SelectView", "%1 s")}}};
    for (const auto& [unit, text] : kUnits)
        if (ms % unit == 0)
            return SelectView::tr(text).arg(ms / unit);
    return formatDuration(std::chrono::milliseconds(ms));
}

/// Begin of a free place for a range as long as `wanted`: within the visible interval, overlapping no other
/// range, and as near to the wanted begin as whole steps allow. The wanted begin itself if no place is free.
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

void SelectView::Private::chooseSpan(browsing::TimelineSpan span) {
    means.stop();
    chart->setOverlay({}, {}, {}, {});
    timeline.show(topic, span);
    chart->showAll();
}

void SelectView::Private::setStacked(bool stacked) {
    const QSignalBlocker quiet(layout); // the width chose this layout, not the user
    chart->setStacked(stacked);
    layout->setCurrentIndex(stacked ? 0 : 1);
}

void SelectView::Private::showTimeline() {
    chart->setTimeZone(context.preferences.zone());
    if (timeline.error()) {
        chart->setFailure(QString::fromStdString(timeline.error()->what),
                          QString::fromStdString(timeline.error()->where), tr("Look again"));
        return;
    }
    chart->clearFailure();
    if (!timeline.ready()) {
        chart->setBuckets({});
        chart->setEmptyText(topic.value.empty() ? tr("Choose a topic to see when its records were written.")
                            : timeline.empty()  ? whyEmpty()
                                                : tr("Looking up when records were written"));
        bucket->clear();
        Q_EMIT q->statusChanged();
        return;
    }
    const browsing::TimelineGrid& grid = timeline.grid();
    const browsing::TimelineCounts& counts = timeline.counts();
    Buckets buckets;
    buckets.begin = static_cast<double>(grid.begin.value);
    buckets.width = static_cast<double>(grid.widthMs);
    buckets.counts = counts.counts;
    for (const PartitionId partition : counts.partitions)
        buckets.names.push_back(QStringLiteral("P%1").arg(partition.value));
    const QString width = widthText(grid.widthMs);
    chart->setBuckets(std::move(buckets));
    chart->setUnit(tr("≈ records / %1").arg(width));
    chart->setFullRange(
        Interval{static_cast<double>(grid.begin.value), static_cast<double>(grid.end().value)});
    chart->setSnap(snap->isChecked() ? static_cast<double>(grid.widthMs) : 0.0,
                   static_cast<double>(grid.begin.value));
    const auto edge = static_cast<double>(timeline.written().last.value);
    const QDateTime time =
        QDateTime::fromMSecsSinceEpoch(timeline.written().last.value, context.preferences.zone());
    chart->setLiveEdge(edge, tr("live edge %1").arg(time.toString(QStringLiteral("HH:mm:ss"))));
    chart->setFootnote(timeline.refined() ? strayNote()
                                          : tr("%1 of %2 buckets looked up, averages before them")
                                                .arg(formatCount(grid.buckets - counts.refinedFrom),
                                                     formatCount(grid.buckets)));
    bucket->setText(tr("bucket %1").arg(width));
    if (timeline.refined() && overlayGrid != grid)
        chooseOverlay();
    showLife();
    showFirstRange();
    Q_EMIT q->statusChanged();
}

/// The reason why the topic has no timeline.
QString SelectView::Private::whyEmpty() const {
    const broker::WrittenTimes& times = timeline.times();
    if (times.offsets == 0)
        return tr("The topic has no records yet.");
    if (!times.hasRecords)
        return tr("None of the topic's %1 offsets holds a record: transactions were aborted, or compaction "
                  "removed the records.")
            .arg(formatCount(times.offsets));
    return tr("The topic's records carry no time. Add a range by its offsets.");
}

/// Describes records with timestamps outside the topic's time. They are counted in the bucket where they lie
/// in the log.
QString SelectView::Private::strayNote() const {
    if (timeline.strays().empty())
        return {};
    const broker::StrayRecord& first = timeline.strays().front();
    const QString at = formatPosition(first.at.partition.value, first.at.offset.value);
    const QString stamped = formatTime(first.stamped.value, context.preferences.zone(), TimeDetail::Seconds);
    if (timeline.strays().size() == 1)
        return tr("1 record is stamped outside of its time: %1, %2").arg(at, stamped);
    return tr("%1 records are stamped outside of their time, such as %2, %3")
        .arg(formatCount(static_cast<qint64>(timeline.strays().size())), at, stamped);
}

/// Marks where the log begins, if records have expired from it.
void SelectView::Private::showLife() {
    const session::TopicFacts* facts = context.app.connection.topic(topic);
    const bool expired =
        facts != nullptr && std::ranges::any_of(facts->watermarks, [](const broker::Watermarks& marks) {
            return marks.low.value > 0;
        });
    if (timeline.ready() && expired)
        chart->setLowWatermark(static_cast<double>(timeline.written().first.value));
    else
        chart->setLowWatermark(std::nullopt);
    showState();
}

void SelectView::Private::showRanges() {
    std::vector<BrushRange> brushed;
    std::vector<Interval> excluded;
    for (const ChosenRange& range : selection.ranges()) {
        if (range.to <= range.from)
            continue; // its times are still being read
        if (range.excluded)
            excluded.push_back(intervalOf(range));
        else
            brushed.push_back({range.name, intervalOf(range)});
    }
    if (chart->ranges() != brushed)
        chart->setRanges(std::move(brushed));
    chart->setExcluded(std::move(excluded));
    // The chart does not know the names of excluded ranges, so it is told the next free name.
    chart->setRangeName(selection.nextName());
    ranges->setSelection(selection);
    showState();
}

QString SelectView::Private::recordsText(const Interval& span) const {
    const auto& chosen = selection.ranges();
    const auto same = std::ranges::find_if(
        chosen, [&](const ChosenRange& range) { return !range.excluded && intervalOf(range) == span; });
    const qint64 records = same != chosen.end() && same->settled
                               ? same->offsets.span()
                               : static_cast<qint64>(chart->recordsIn(span) + 0.5);
    return tr("%1 records").arg(formatEstimate(records));
}

/// Takes the brushed ranges as the selection: a moved range keeps its name, a new one gets the next name.
void SelectView::Private::takeBrush() {
    const std::vector<BrushRange> brushed = chart->ranges();
    const std::vector<ChosenRange> before = selection.ranges();
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
                selection.setTimes(range.name, from, to);
            continue;
        }
        const QString name = selection.nextName();
        kept.append(name);
        selection.setTimes(name, from, to);
        ranges->setCurrentRange(name);
    }
    for (const ChosenRange& range : before)
        if (!range.excluded && !kept.contains(range.name))
            selection.remove(range.name);
    showRanges();
}

/// A range from another page may be a few seconds of a day. This chooses the shortest time span that contains
/// it, and zooms so that the range can be seen and moved.
void SelectView::Private::showFirstRange() {
    if (!bringIntoView || !timeline.ready() || selection.ranges().empty() ||
        selection.ranges().front().from.value == 0)
        return;
    bringIntoView = false;
    const Interval range = intervalOf(selection.ranges().front());
    const double age = static_cast<double>(timeline.written().last.value) - range.begin;
    constexpr double kHour = 3600e3;
    spans->setCurrentIndex(age < kHour ? 0 : age < 6 * kHour ? 1 : age < 24 * kHour ? 2 : 3);
    const double around = std::max(range.length(), kShortestView);
    chart->setVisibleRange({range.begin - 2 * around, range.end + 2 * around});
}

/// Adds a range in the middle fifth of the visible interval, for the keyboard to move. If another range lies
/// there, the nearest free place is used.
void SelectView::Private::addRange() {
    if (!timeline.ready())
        return;
    const Interval seen = chart->visibleRange();
    const auto width = static_cast<double>(timeline.grid().widthMs);
    const auto origin = static_cast<double>(timeline.grid().begin.value);
    const auto onEdge = [&](double x) { return origin + std::round((x - origin) / width) * width; };
    const double from = onEdge(seen.begin + 0.4 * seen.length());
    const double to = std::max(from + width, onEdge(seen.begin + 0.6 * seen.length()));
    const double begin = freePlace(selection.ranges(), seen, {from, to}, width);
    const QString name = selection.nextName();
    selection.setTimes(name, timeAt(begin), timeAt(begin + to - from));
    ranges->setCurrentRange(name);
    chart->setFocus(Qt::OtherFocusReason);
}

void SelectView::Private::fillOverlays() {
    const QString chosen = overlay->currentData().toString();
    QStringList fields{QString()};
    if (inspector.decoder())
        for (const records::Field& field : inspector.decoder()->schema.fields)
            if (field.type == records::FieldType::Int64 || field.type == records::FieldType::Float64)
                fields.append(QString::fromStdString(field.path));
    QStringList shown;
    for (int i = 0; i < overlay->count(); ++i)
        shown.append(overlay->itemData(i).toString());
    if (shown == fields)
        return;
    overlay->clear();
    for (const QString& field : fields)
        overlay->addItem(field.isEmpty() ? tr("none") : tr("%1 mean").arg(field), field);
    overlay->setCurrentData(fields.contains(chosen) ? chosen : QString());
}

void SelectView::Private::chooseOverlay() {
    const QString path = overlay->currentData().toString();
    if (timeline.ready())
        overlayGrid = timeline.grid();
    if (path.isEmpty() || !inspector.decoder() || !timeline.ready()) {
        means.stop();
        chart->setOverlay({}, {}, {}, {});
        return;
    }
    means.show(topic, timeline.grid(), *inspector.decoder(), path.toStdString());
}

void SelectView::Private::showMeans() {
    if (means.times().empty())
        return;
    chart->setOverlay(tr("mean %1").arg(QString::fromStdString(means.path())), tr("sampled"), means.times(),
                      means.means());
}

} // namespace driftwood::ui
