#include "ui/charts/plot/agreement_plot.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <cmath>
#include <numeric>

namespace driftwood::ui {
namespace {

/// Opacity of a cell with one row, so that it differs from an empty one.
constexpr double kFaintest = 0.18;

} // namespace

AgreementPlot::AgreementPlot(ChartPrivate& owner)
    : Track(owner) {
    unit = Chart::tr("predicted");
}

void AgreementPlot::setCells(AgreementChart::Cells cells) {
    m_cells = std::move(cells);
    m_most = m_cells.counts.empty() ? 0 : std::ranges::max(m_cells.counts);
}

std::optional<Interval> AgreementPlot::extent() const {
    if (m_most == 0)
        return std::nullopt;
    return Interval{edge(0), edge(m_cells.side)};
}

void AgreementPlot::prepare(const Interval& /*visible*/, int /*columns*/) {
    const auto all = extent();
    m_fixedY = all;
    setVerticalData(all);
}

void AgreementPlot::paintData(QCPPainter& painter) {
    if (m_most == 0)
        return;
    painter.save();
    painter.setClipRect(box(), Qt::IntersectClip);
    painter.setAntialiasing(false);
    const QColor full = color(Token::Predicted);
    const QColor surface = color(Token::Surface);
    for (std::size_t actual = 0; actual < m_cells.side; ++actual) {
        const double left = std::round(toPixelX(edge(actual)));
        const double right = std::round(toPixelX(edge(actual + 1)));
        for (std::size_t predicted = 0; predicted < m_cells.side; ++predicted) {
            const std::int64_t count = m_cells.counts[actual * m_cells.side + predicted];
            if (count == 0)
                continue;
            // By the square root, so that the few rows far from a crowded diagonal are visible: those matter
            // most.
            const double share = std::sqrt(static_cast<double>(count) / static_cast<double>(m_most));
            const double top = std::round(toPixelY(edge(predicted + 1)));
            const double bottom = std::round(toPixelY(edge(predicted)));
            painter.fillRect(QRectF(left, top, right - left, bottom - top),
                             mixed(full, surface, kFaintest + (1.0 - kFaintest) * share));
        }
    }
    painter.restore();
}

void AgreementPlot::paintMarks(QCPPainter& painter) {
    if (m_most == 0)
        return;
    painter.save();
    painter.setClipRect(box(), Qt::IntersectClip);
    QPen pen(color(Token::Ink2), 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setAntialiasing(true);
    const Interval ends = *extent();
    painter.drawLine(QPointF(toPixelX(ends.begin), toPixelY(ends.begin)),
                     QPointF(toPixelX(ends.end), toPixelY(ends.end)));
    painter.restore();
}

AgreementPlot::Column AgreementPlot::column(std::size_t actual) const {
    Column out;
    double sum = 0.0;
    for (std::size_t predicted = 0; predicted < m_cells.side; ++predicted) {
        const std::int64_t count = m_cells.counts[actual * m_cells.side + predicted];
        out.rows += count;
        sum += static_cast<double>(count) * (edge(predicted) + m_cells.width / 2.0);
    }
    out.meanPredicted = out.rows > 0 ? sum / static_cast<double>(out.rows) : std::nan("");
    return out;
}

std::vector<ReadoutRow> AgreementPlot::readout(double x) const {
    const double cell = std::floor((x - m_cells.begin) / m_cells.width);
    if (cell < 0 || cell >= static_cast<double>(m_cells.side))
        return {};
    const Column at = column(static_cast<std::size_t>(cell));
    std::vector<ReadoutRow> rows{
        {Chart::tr("records"), formatCount(at.rows), color(Token::Ink2), std::nullopt}};
    if (at.rows > 0)
        rows.push_back({Chart::tr("predicted, mean"), QChar(0x2248) + formatNumber(at.meanPredicted),
                        color(Token::Predicted), std::nullopt});
    return rows;
}

std::vector<CsvColumn> AgreementPlot::columns(const Interval& range) const {
    CsvColumn rows{Chart::tr("records"), {}, {}};
    CsvColumn mean{Chart::tr("predicted, mean"), {}, {}};
    for (std::size_t actual = 0; actual < m_cells.side; ++actual) {
        if (edge(actual + 1) <= range.begin || edge(actual) >= range.end)
            continue;
        const Column at = column(actual);
        for (CsvColumn* out : {&rows, &mean})
            out->x.push_back(edge(actual));
        rows.y.push_back(static_cast<double>(at.rows));
        mean.y.push_back(at.meanPredicted);
    }
    return {rows, mean};
}

QString AgreementPlot::summary() const {
    if (m_most == 0)
        return {};
    const auto all = std::accumulate(m_cells.counts.begin(), m_cells.counts.end(), std::int64_t(0));
    return Chart::tr("%1 records from %2 to %3, predicted against actual")
        .arg(formatCount(all), formatNumber(edge(0)), formatNumber(edge(m_cells.side)));
}

} // namespace driftwood::ui
