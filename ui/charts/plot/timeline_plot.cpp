#include "ui/charts/plot/timeline_plot.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <cmath>

namespace driftwood::ui {

namespace {

constexpr std::size_t kReadoutPartitions = 12; ///< with more, the box shows only the sum

double legendRow() { return lineHeight(TextStyle::Tick); }

} // namespace

TimelinePlot::TimelinePlot(ChartPrivate& owner)
    : Track(owner) {
    m_zeroBased = true;
}

QString TimelinePlot::partitionName(std::size_t partition) const {
    return partition < buckets.names.size() ? buckets.names[partition] : QStringLiteral("P%1").arg(partition);
}

std::optional<std::size_t> TimelinePlot::bucketAt(double x) const {
    const double at = std::floor((x - buckets.begin) / buckets.width);
    if (at < 0 || at >= static_cast<double>(buckets.size()))
        return std::nullopt;
    return static_cast<std::size_t>(at);
}

Interval TimelinePlot::bucketSpan(std::size_t bucket) const {
    const double begin = buckets.begin + buckets.width * static_cast<double>(bucket);
    return {begin, begin + buckets.width};
}

double TimelinePlot::total(std::size_t bucket) const {
    double sum = 0;
    for (const auto& partition : buckets.counts)
        sum += partition[bucket];
    return sum;
}

double TimelinePlot::recordsIn(const Interval& span) const {
    const double count = static_cast<double>(buckets.size());
    const double first = std::clamp((span.begin - buckets.begin) / buckets.width, 0.0, count);
    const double last = std::clamp((span.end - buckets.begin) / buckets.width, 0.0, count);
    double records = 0;
    for (std::size_t i = static_cast<std::size_t>(first); i < buckets.size() && static_cast<double>(i) < last;
         ++i) {
        const double from = std::max(first, static_cast<double>(i));
        const double to = std::min(last, static_cast<double>(i + 1));
        records += total(i) * (to - from);
    }
    return records;
}

std::optional<Interval> TimelinePlot::extent() const {
    return buckets.size() == 0 ? std::nullopt : std::optional(buckets.span());
}

void TimelinePlot::prepare(const Interval& visible, int /*columns*/) {
    std::vector<double> bars;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const Interval span = bucketSpan(i);
        if (span.end <= visible.begin || span.begin >= visible.end)
            continue;
        if (stacked)
            bars.push_back(total(i));
        else
            for (const auto& partition : buckets.counts)
                bars.push_back(partition[i]);
    }
    m_highest = bars.empty() ? 0 : *std::ranges::max_element(bars);
    m_cap = barCap(std::move(bars));
    m_overlayRange = {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (std::size_t i = 0; i < overlayX.size(); ++i)
        if (std::isfinite(overlayY[i]) && overlayX[i] >= visible.begin && overlayX[i] <= visible.end)
            m_overlayRange = {std::min(m_overlayRange.begin, overlayY[i]),
                              std::max(m_overlayRange.end, overlayY[i])};
    setVerticalData(buckets.size() > 0 ? std::optional(Interval{0, m_cap.height}) : std::nullopt);
}

void TimelinePlot::scaleVertical() {
    Track::scaleVertical();
    if (!stacked)
        yAxis()->setTickLabels(false);
    yAxis()->grid()->setVisible(stacked);
}

double TimelinePlot::labelWidth() const {
    if (stacked)
        return Track::labelWidth();
    double width = 0;
    for (std::size_t i = 0; i < buckets.counts.size(); ++i)
        width = std::max(width, textWidth(partitionName(i), font(TextStyle::Tick)));
    return width;
}

double TimelinePlot::rightRoom(double /*width*/) const {
    double room = kSide;
    if (stacked && buckets.counts.size() > 1)
        for (std::size_t i = 0; i < buckets.counts.size(); ++i)
            room = std::max(room, 8 + 14 + textWidth(partitionName(i), font(TextStyle::Tick)) + kSide);
    if (!overlayX.empty())
        room = std::max(
            room,
            10 + textWidth(formatNumber(overlayY.back()) + ' ' + overlayUnit, font(TextStyle::Tick)) + 6);
    return room;
}

void TimelinePlot::paintGround(QCPPainter& painter) {
    if (!lowWatermark)
        return;
    const double edge = std::round(std::min(toPixelX(*lowWatermark), box().right()));
    if (edge <= box().left())
        return;
    drawHatch(painter, QRectF(box().topLeft(), QPointF(edge, box().bottom())));
}

void TimelinePlot::paintData(QCPPainter& painter) {
    const BarSlots bars(*this, buckets.begin, buckets.width, buckets.size());
    painter.save();
    painter.setClipRect(box(), Qt::IntersectClip);
    painter.setAntialiasing(false);
    if (stacked)
        paintStacked(painter, bars);
    else
        paintLanes(painter, bars);
    painter.restore();
    if (!overlayX.empty())
        paintOverlay(painter);
}

void TimelinePlot::paintStacked(QCPPainter& painter, const BarSlots& bars) const {
    const double floor = toPixelY(0);
    for (std::size_t i = bars.first(); i < bars.last(); i += bars.step()) {
        // In a cut bar the partitions keep their shares.
        double whole = 0;
        for (const auto& partition : buckets.counts)
            whole += bars.mean(partition, i);
        const double scale = m_cap.cuts(whole) ? yAxis()->range().upper / whole : 1;
        double below = 0;
        double bottom = floor;
        for (std::size_t partition = 0; partition < buckets.counts.size(); ++partition) {
            const double count = bars.mean(buckets.counts[partition], i);
            if (count <= 0)
                continue;
            below += count;
            const double top = toPixelY(below * scale);
            QRectF bar = bars.bar(i, top, bottom);
            if (bar.height() > 2)
                bar.setTop(bar.top() + 0.5); // partitions are half a pixel apart
            painter.fillRect(bar, buckets.counts.size() == 1 ? partitionColor(3)
                                                             : partitionColor(static_cast<int>(partition)));
            bottom = top;
        }
        if (m_cap.cuts(whole))
            drawBreak(painter, bars.bar(i, box().top(), floor));
    }
}

double TimelinePlot::laneHeight() const {
    return box().height() / static_cast<double>(std::max<std::size_t>(1, buckets.counts.size()));
}

void TimelinePlot::paintLanes(QCPPainter& painter, const BarSlots& bars) const {
    const double lane = laneHeight();
    const double tall = std::max(2.0, lane - 5);
    const QColor bar = partitionColor(2); // all lanes have one colour: their place tells them apart
    for (std::size_t partition = 0; partition < buckets.counts.size(); ++partition) {
        const double floor = std::round(box().top() + lane * static_cast<double>(partition + 1)) - 1;
        painter.fillRect(QRectF(box().left(), floor, box().width(), 1), color(Token::Line));
        for (std::size_t i = bars.first(); i < bars.last(); i += bars.step())
            if (const double count = bars.mean(buckets.counts[partition], i); count > 0) {
                const double share = std::min(1.0, count / m_cap.height);
                painter.fillRect(bars.bar(i, floor - share * tall, floor), bar);
                if (m_cap.cuts(count))
                    drawBreak(painter, bars.bar(i, floor - tall, floor));
            }
    }
}

/// Writes how many bars are cut, beside the first of them.
void TimelinePlot::paintCut(QCPPainter& painter) const {
    if (m_cap.cut == 0)
        return;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const bool cut =
            stacked ? m_cap.cuts(total(i)) : std::ranges::any_of(buckets.counts, [&](const auto& partition) {
                return m_cap.cuts(partition[i]);
            });
        const double left = toPixelX(bucketSpan(i).begin);
        if (!cut || left < box().left() || left > box().right())
            continue;
        const TextRun words{m_cap.text(), font(TextStyle::Nav), color(Token::Ink2)};
        const double width = textWidth(words.text, words.font);
        const bool before = left - width - 6 > box().left();
        drawLine(painter, {before ? left - width - 6 : toPixelX(bucketSpan(i).end) + 6, box().top() + 12},
                 {words}, true);
        return;
    }
}

double TimelinePlot::overlayPixel(double value) const {
    // The overlay has its own scale, which leaves the lowest and the highest tenth of the plot free.
    const double length = m_overlayRange.end - m_overlayRange.begin;
    const double share = length > 0 ? (value - m_overlayRange.begin) / length : 0.5;
    return box().bottom() - box().height() * (0.1 + 0.8 * share);
}

void TimelinePlot::paintOverlay(QCPPainter& painter) const {
    painter.save();
    painter.setClipRect(box(), Qt::IntersectClip);
    painter.setAntialiasing(true);
    // Drawn in pieces, because a wide line over noise takes seconds as one path. The halo keeps it legible on
    // bars.
    for (const QPen& pen :
         {QPen(withAlpha(color(Token::Surface), 0.6), 4), QPen(color(Token::Actual), 1.5)}) {
        painter.setPen(pen);
        for (std::size_t i = 1; i < overlayX.size(); ++i)
            if (std::isfinite(overlayY[i - 1]) && std::isfinite(overlayY[i]))
                painter.drawLine(QPointF(toPixelX(overlayX[i - 1]), overlayPixel(overlayY[i - 1])),
                                 QPointF(toPixelX(overlayX[i]), overlayPixel(overlayY[i])));
    }
    painter.restore();
}

void TimelinePlot::paintMarks(QCPPainter& painter) {
    if (!stacked)
        for (std::size_t i = 0; i < buckets.counts.size(); ++i) {
            const double lane = laneHeight();
            drawText(painter, QRectF(0, box().top() + lane * static_cast<double>(i), box().left() - 8, lane),
                     Qt::AlignRight | Qt::AlignVCenter,
                     {partitionName(i), font(TextStyle::Tick), color(Token::Ink2)});
        }
    if (lowWatermark) {
        const double x = std::round(toPixelX(*lowWatermark));
        if (x >= box().left() && x <= box().right()) {
            painter.fillRect(QRectF(x, box().top() - 8, 1, box().height() + 8), color(Token::Ink2));
            drawLine(painter, {x + 5, box().top() + 6},
                     {{Chart::tr("low watermark"), font(TextStyle::Nav), color(Token::Ink2)}}, true);
            const TextRun expired{Chart::tr("expired"), font(TextStyle::Nav), color(Token::Ink2)};
            if (x - box().left() > textWidth(expired.text, expired.font) + 8)
                drawText(painter, QRectF(box().left(), box().top() + 12, x - box().left(), 16),
                         Qt::AlignCenter, expired, true);
        }
    }
    paintCut(painter);
    for (const Annotation& note : annotations) {
        const double x = toPixelX(note.x);
        if (x >= box().left() && x <= box().right())
            drawText(painter, QRectF(x + 6, box().center().y() - 8, 0, 16), Qt::AlignLeft | Qt::AlignVCenter,
                     {note.text, font(TextStyle::Nav), color(Token::Ink2)}, true);
    }
    paintLegend(painter);
}

void TimelinePlot::paintLegend(QCPPainter& painter) const {
    const double left = box().right() + 8;
    const QFont tick = font(TextStyle::Tick);
    double top = box().bottom();
    if (stacked && buckets.counts.size() > 1) {
        // Shows as many as the height allows, with P0 at the bottom as in the bars.
        const auto fit = static_cast<std::size_t>(std::max(0.0, box().height() * 0.6 / legendRow()));
        for (std::size_t i = 0; i < std::min(buckets.counts.size(), fit); ++i) {
            top -= legendRow();
            painter.fillRect(QRectF(left, std::round(top + (legendRow() - 8) / 2), 8, 8),
                             partitionColor(static_cast<int>(i)));
            drawText(painter, QRectF(left + 14, top, 0, legendRow()), Qt::AlignLeft | Qt::AlignVCenter,
                     {partitionName(i), tick, color(Token::Ink2)});
        }
    }
    if (overlayX.empty() || !std::isfinite(overlayY.back()))
        return;
    // Below the text of the live edge, above the partitions.
    const double highest = box().top() + (chart().frame.liveText.isEmpty() ? 16 : 56);
    const double y = std::clamp(overlayPixel(overlayY.back()), highest, std::max(top - 24, highest));
    drawText(painter, QRectF(left, y - 16, 0, 16), Qt::AlignLeft | Qt::AlignVCenter,
             {overlayName, font(TextStyle::Nav), color(Token::Ink)}, true);
    drawText(painter, QRectF(left, y - 2, 0, 16), Qt::AlignLeft | Qt::AlignVCenter,
             {(formatNumber(overlayY.back()) + ' ' + overlayUnit).trimmed(), tick, color(Token::Ink)}, true);
}

std::optional<double> TimelinePlot::overlayAt(double x) const {
    const auto after = std::ranges::lower_bound(overlayX, x);
    if (after == overlayX.end() && overlayX.empty())
        return std::nullopt;
    auto at = static_cast<std::size_t>(after - overlayX.begin());
    if (at == overlayX.size() || (at > 0 && x - overlayX[at - 1] < overlayX[at] - x))
        --at;
    return std::abs(overlayX[at] - x) <= buckets.width ? std::optional(overlayY[at]) : std::nullopt;
}

std::vector<ReadoutRow> TimelinePlot::readout(double x) const {
    const auto bucket = bucketAt(x);
    if (!bucket)
        return {};
    const auto text = [](double records) {
        return formatEstimate(static_cast<qint64>(std::llround(records)));
    };
    std::vector<ReadoutRow> rows{
        {Chart::tr("records"), text(total(*bucket)), color(Token::Ink), std::nullopt}};
    if (buckets.counts.size() > 1 && buckets.counts.size() <= kReadoutPartitions)
        for (std::size_t i = 0; i < buckets.counts.size(); ++i)
            rows.push_back({partitionName(i), text(buckets.counts[i][*bucket]), color(Token::Ink2),
                            stacked ? std::optional(partitionColor(static_cast<int>(i))) : std::nullopt});
    if (const auto value = overlayAt(x))
        rows.push_back({overlayName, (formatNumber(*value) + ' ' + overlayUnit).trimmed(), color(Token::Ink),
                        color(Token::Actual)});
    return rows;
}

std::vector<CsvColumn> TimelinePlot::columns(const Interval& range) const {
    std::vector<CsvColumn> out;
    for (std::size_t partition = 0; partition < buckets.counts.size(); ++partition) {
        CsvColumn column{partitionName(partition), {}, {}};
        for (std::size_t i = 0; i < buckets.size(); ++i)
            if (const Interval span = bucketSpan(i); span.end > range.begin && span.begin < range.end) {
                column.x.push_back(span.begin);
                column.y.push_back(buckets.counts[partition][i]);
            }
        out.push_back(std::move(column));
    }
    if (!overlayX.empty())
        out.push_back({overlayName, overlayX, overlayY});
    return out;
}

QString TimelinePlot::summary() const {
    const Interval visible = chart().axis.visible();
    const QString text = Chart::tr("%1 records in %2 partitions, at most %3 per bucket")
                             .arg(formatEstimate(static_cast<qint64>(recordsIn(visible))))
                             .arg(buckets.counts.size())
                             .arg(formatEstimate(static_cast<qint64>(m_highest)));
    return m_cap.cut == 0 ? text : text + QStringLiteral(", ") + m_cap.text();
}

double TimelinePlot::neighbour(double x, int direction, double least) const {
    if (buckets.size() == 0)
        return x;
    // Moves from the middle of one bucket to another.
    const double step = std::max(1.0, std::round(least / buckets.width));
    const double now = std::floor((x - buckets.begin) / buckets.width);
    const double bucket =
        std::clamp(now + direction * step * (direction != 0), 0.0, static_cast<double>(buckets.size() - 1));
    return buckets.begin + (bucket + 0.5) * buckets.width;
}

} // namespace driftwood::ui
