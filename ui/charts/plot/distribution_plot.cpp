#include "ui/charts/plot/distribution_plot.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <cmath>
#include <numeric>

namespace driftwood::ui {

namespace {

bool isDrawable(const Histogram& histogram) {
    return !histogram.counts.empty() && histogram.edges.size() == histogram.counts.size() + 1;
}

} // namespace

std::optional<Interval> DistributionPlot::extent() const {
    std::optional<Interval> out;
    for (const Curve* curve : {&reference, &current}) {
        if (!isDrawable(curve->histogram))
            continue;
        const Interval own{curve->histogram.edges.front(), curve->histogram.edges.back()};
        out = out ? Interval{std::min(out->begin, own.begin), std::max(out->end, own.end)} : own;
    }
    return out;
}

std::vector<double> DistributionPlot::densities(const Histogram& histogram) const {
    std::vector<double> out;
    if (!isDrawable(histogram))
        return out;
    const double sum = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const double width = chart().logarithmicX ? std::log(histogram.edges[i + 1] / histogram.edges[i])
                                                  : histogram.edges[i + 1] - histogram.edges[i];
        const double density = sum > 0 && width > 0 ? histogram.counts[i] / sum / width : 0;
        out.push_back(std::isfinite(density) ? density : 0);
    }
    return out;
}

void DistributionPlot::prepare(const Interval& /*visible*/, int /*columns*/) {
    m_reference = densities(reference.histogram);
    m_current = densities(current.histogram);
    double highest = 0;
    for (const auto* curve : {&m_reference, &m_current})
        for (const double density : *curve)
            highest = std::max(highest, density);
    m_zeroBased = true;
    setVerticalData(highest > 0 ? std::optional(Interval{0, highest}) : std::nullopt);
}

void DistributionPlot::scaleVertical() {
    Track::scaleVertical();
    yAxis()->setTickLabels(false); // the number of a density has no meaning for the user
    yAxis()->grid()->setVisible(false);
    xAxis()->grid()->setVisible(false);
}

QColor DistributionPlot::outlineColour() const {
    if (beyond)
        return color(Token::Ember);
    return color(outline == DistributionChart::Outline::CurrentWindow ? Token::Current : Token::Actual);
}

void DistributionPlot::paintData(QCPPainter& painter) {
    const double floor = toPixelY(0);
    painter.save();
    painter.setClipRect(box().adjusted(0, 0, 1, 1), Qt::IntersectClip);
    painter.setAntialiasing(false);
    const QColor fill = withAlpha(color(Token::Reference), 0.35);
    for (std::size_t i = 0; i < m_reference.size(); ++i) {
        const double left = std::round(toPixelX(reference.histogram.edges[i]));
        const double right = std::round(toPixelX(reference.histogram.edges[i + 1]));
        const double top = toPixelY(m_reference[i]);
        painter.fillRect(QRectF(left, top, right - left, floor - top), fill);
    }
    painter.setAntialiasing(true);
    painter.setPen(QPen(outlineColour(), 1.4));
    if (!m_current.empty()) {
        QPointF before(toPixelX(current.histogram.edges.front()), floor);
        for (std::size_t i = 0; i < m_current.size(); ++i) {
            const double y = toPixelY(m_current[i]);
            painter.drawLine(before, QPointF(before.x(), y));
            before = {toPixelX(current.histogram.edges[i + 1]), y};
            painter.drawLine(QPointF(toPixelX(current.histogram.edges[i]), y), before);
        }
        painter.drawLine(before, QPointF(before.x(), floor));
    }
    painter.restore();
}

void DistributionPlot::paintMarks(QCPPainter& painter) {
    if (threshold) {
        const double x = std::round(toPixelX(*threshold));
        if (x >= box().left() && x <= box().right()) {
            QPen pen(color(Token::Ink2), 1);
            pen.setDashPattern({4, 3});
            painter.setAntialiasing(false);
            painter.setPen(pen);
            painter.drawLine(QPointF(x, box().top()), QPointF(x, box().bottom()));
            const TextLine text{{thresholdText.isEmpty() ? QString() : thresholdText + ' ',
                                 font(TextStyle::Nav), color(Token::Ink2)},
                                {shortNumber(*threshold), font(TextStyle::Tick), color(Token::Ink)}};
            const double width = textWidth(text);
            drawLine(painter, {x + 5 + width > box().right() ? x - 5 - width : x + 5, box().top() + 10}, text,
                     true);
        }
    }
    if (verdict.isEmpty() || m_current.empty())
        return;
    const TextRun run{verdict, font(TextStyle::Tick), outlineColour()};
    drawText(painter, QRectF(box().left(), box().top() + 14, box().width() - 4, 16),
             Qt::AlignRight | Qt::AlignVCenter, run, true);
}

std::vector<LegendEntry> DistributionPlot::legend() const {
    std::vector<LegendEntry> entries;
    if (isDrawable(reference.histogram) && !reference.name.isEmpty())
        entries.push_back({reference.name, mixed(color(Token::Reference), color(Token::Surface), 0.35),
                           LegendEntry::Form::Fill});
    if (isDrawable(current.histogram) && !current.name.isEmpty())
        entries.push_back({current.name, outlineColour(), LegendEntry::Form::Stroke});
    return entries;
}

std::optional<double> DistributionPlot::shareAt(const Histogram& histogram, double x) const {
    if (!isDrawable(histogram))
        return std::nullopt;
    const auto next = std::ranges::upper_bound(histogram.edges, x);
    if (next == histogram.edges.begin() || next == histogram.edges.end())
        return std::nullopt;
    const double sum = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    const double count = histogram.counts[static_cast<std::size_t>(next - histogram.edges.begin()) - 1];
    return sum > 0 ? std::optional(count / sum) : std::nullopt;
}

std::vector<ReadoutRow> DistributionPlot::readout(double x) const {
    std::vector<ReadoutRow> rows;
    if (const auto share = shareAt(reference.histogram, x))
        rows.push_back({reference.name, formatPercent(*share), color(Token::Ink2), std::nullopt});
    if (const auto share = shareAt(current.histogram, x))
        rows.push_back({current.name, formatPercent(*share), outlineColour(), std::nullopt});
    return rows;
}

std::vector<CsvColumn> DistributionPlot::columns(const Interval& range) const {
    std::vector<CsvColumn> out;
    for (const Curve* curve : {&reference, &current}) {
        if (!isDrawable(curve->histogram))
            continue;
        CsvColumn column{curve->name, {}, {}};
        for (std::size_t i = 0; i < curve->histogram.counts.size(); ++i)
            if (curve->histogram.edges[i + 1] > range.begin && curve->histogram.edges[i] < range.end) {
                column.x.push_back(curve->histogram.edges[i]);
                column.y.push_back(curve->histogram.counts[i]);
            }
        out.push_back(std::move(column));
    }
    return out;
}

QString DistributionPlot::summary() const {
    QStringList parts;
    for (const Curve* curve : {&reference, &current}) {
        if (!isDrawable(curve->histogram))
            continue;
        const auto top = std::ranges::max_element(curve->histogram.counts) - curve->histogram.counts.begin();
        const auto bin = static_cast<std::size_t>(top);
        parts << Chart::tr("%1: most between %2 and %3")
                     .arg(curve->name, formatNumber(curve->histogram.edges[bin]),
                          formatNumber(curve->histogram.edges[bin + 1]));
    }
    if (!verdict.isEmpty())
        parts << verdict;
    if (threshold)
        parts << (thresholdText.isEmpty() ? Chart::tr("threshold") : thresholdText) + ' ' +
                     formatNumber(*threshold);
    return parts.join(QStringLiteral("; "));
}

} // namespace driftwood::ui
