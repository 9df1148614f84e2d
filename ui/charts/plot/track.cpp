#include "ui/charts/plot/track.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/theme/type.h"

#include <cmath>

namespace driftwood::ui {

namespace {

constexpr int kLeastHeight = 64; ///< room for three labels of the vertical axis

} // namespace

Track::Track(ChartPrivate& chart)
    : m_chart(chart)
    , m_rect(new QCPAxisRect(chart.plot, true))
    , m_numberTicker(new NumberTicker)
    , m_logTicker(new LogTicker) {
    m_rect->setAutoMargins(QCP::msNone);
    m_rect->setMinimumSize(40, 16);
    xAxis()->setTickLabels(false); // the frame writes them, with dates, in bold, below the axis
    xAxis()->setTickLengthIn(0);
    xAxis()->setTickLengthOut(4);
    yAxis()->setTickLengthIn(0);
    yAxis()->setTickLabelPadding(8);
    yAxis()->setNumberFormat(QStringLiteral("g")); // write "5e-4" in this form, not as a power
    yAxis()->setSubTicks(false);
    xAxis()->setSubTicks(false);
    xAxis()->grid()->setZeroLinePen(Qt::NoPen);
    yAxis()->grid()->setZeroLinePen(Qt::NoPen);
}

void Track::restyle() {
    const QPen grid(color(Token::Grid), 1);
    const QPen line(color(Token::Control), 1);
    for (QCPAxis* axis : m_rect->axes()) {
        axis->grid()->setPen(grid);
        axis->setBasePen(axis == xAxis() ? line : QPen(Qt::NoPen));
        axis->setTickPen(axis == xAxis() ? line : QPen(Qt::NoPen));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelFont(font(TextStyle::Tick));
        axis->setTickLabelColor(color(Token::Ink3));
    }
}

int Track::topRoom() const { return unit.isEmpty() ? 0 : lineHeight(TextStyle::Small) + 4; }

int Track::leastHeight() const { return scaled(kLeastHeight); }

double Track::rightRoom(double /*width*/) const { return 0; }

double Track::labelWidth() const {
    double width = 0;
    for (const QString& label : yAxis()->tickVectorLabels())
        width = std::max(width, textWidth(label, font(TextStyle::Tick)));
    return width;
}

double Track::neighbour(double x, int direction, double least) const { return x + direction * least; }

double Track::toPixelX(double x) const { return xAxis()->coordToPixel(x); }
double Track::toPixelY(double y) const { return yAxis()->coordToPixel(y); }

void Track::changed() { m_chart.changed(); }

Interval Track::verticalEnds() const {
    if (m_fixedY)
        return *m_fixedY;
    if (!m_vertical)
        return m_logarithmic ? Interval{0.01, 1} : Interval{0, 1};
    double low = m_vertical->begin;
    double high = m_vertical->end;
    if (m_logarithmic) {
        if (!(high > low * 1.001)) {
            low /= 2;
            high *= 2;
        }
        const double room = std::pow(high / low, 0.06);
        return {low / room, high * room};
    }
    const bool fromZero = m_zeroBased && low >= 0;
    if (fromZero)
        low = 0;
    if (!(high > low)) {
        const double half = high == 0 ? 1 : std::abs(high) / 2;
        low -= fromZero ? 0 : half;
        high += half;
    }
    const double room = (high - low) * 0.07;
    return {fromZero ? 0 : low - room, high + room};
}

void Track::scaleVertical() {
    QCPAxis* axis = yAxis();
    const Interval ends = verticalEnds();
    const int count = std::clamp(m_rect->height() / scaled(30), 2, 6);
    const double leastApart = lineHeight(TextStyle::Tick) / std::max<double>(m_rect->height(), 1);
    m_numberTicker->setLeastApart(leastApart);
    m_logTicker->setLeastApart(leastApart);
    if (m_logarithmic) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        m_logTicker->setCount(std::max(2, m_rect->height() / scaled(18)));
        axis->setTicker(m_logTicker);
    } else {
        axis->setScaleType(QCPAxis::stLinear);
        m_numberTicker->setCount(count);
        axis->setTicker(m_numberTicker);
    }
    axis->setRange(ends.begin, ends.end);
    axis->setTickLabels((m_vertical || m_fixedY) && !m_chart.frame.hasFailed());
}

} // namespace driftwood::ui
