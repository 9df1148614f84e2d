#include "ui/charts/plot/horizontal_axis.h"

#include "ui/charts/chart.h"
#include "ui/charts/plot/time_text.h"
#include "ui/format/format.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {

namespace {

QString plainText(double x) {
    return std::round(x) == x && std::abs(x) < 1e15 ? formatCount(static_cast<qint64>(x)) : formatNumber(x);
}

} // namespace

void HorizontalAxis::setKind(XAxis kind, const QString& unit) {
    m_kind = kind;
    m_unit = unit;
}

Interval HorizontalAxis::full() const {
    Interval range = m_fixed ? *m_fixed : m_extent.value_or(Interval{0, 1});
    if (range.isEmpty()) {
        // A single point is shown with half a minute, or half a step, on either side, but no time to come.
        const double half = m_kind == XAxis::Time ? 30000 : 0.5;
        double end = range.begin + half;
        if (m_kind == XAxis::Time)
            end = std::clamp(static_cast<double>(QDateTime::currentMSecsSinceEpoch()), range.begin, end);
        range = {end - 2 * half, end};
    }
    return range;
}

Interval HorizontalAxis::visible() const {
    const Interval all = full();
    if (m_mode == Mode::Follow) { // also a single point is at the end
        const double end = m_fixed ? m_fixed->end : m_extent ? m_extent->end : all.end;
        return {end - m_length, end};
    }
    if (m_mode == Mode::All)
        return all;
    return m_shown;
}

void HorizontalAxis::show(const Interval& range) {
    if (range.isEmpty())
        return;
    const Interval all = full();
    // Zooms in only as far as doubles, or a clock's milliseconds, can be told apart.
    const double least =
        m_kind == XAxis::Time ? 10 : std::max(std::abs(all.end), std::abs(all.begin)) * 1e-12 + 1e-300;
    double length = std::clamp(range.length(), std::min(least, all.length()), all.length());
    double begin = range.begin + (range.length() - length) / 2;
    begin = std::clamp(begin, all.begin, all.end - length);
    m_shown = {begin, begin + length};
    m_mode = length >= all.length() * (1 - 1e-9) ? Mode::All : Mode::Free;
}

void HorizontalAxis::follow(double length) {
    m_length = length;
    m_mode = length > 0 ? Mode::Follow : Mode::All;
}

void HorizontalAxis::zoom(double at, double factor) {
    const Interval now = visible();
    show({at - (at - now.begin) / factor, at + (now.end - at) / factor});
}

void HorizontalAxis::pan(double distance) {
    const Interval now = visible();
    show({now.begin + distance, now.end + distance});
}

QString HorizontalAxis::text(double x) const {
    switch (m_kind) {
    case XAxis::Time:
        return clockText(x, m_zone, visible().length() < 10000);
    case XAxis::Step:
        return Chart::tr("step %1").arg(plainText(std::round(x)));
    case XAxis::Epoch:
        return Chart::tr("epoch %1").arg(plainText(x));
    case XAxis::Number:
        break;
    }
    return m_unit.isEmpty() ? plainText(x) : plainText(x) + QChar(0x202F) + m_unit;
}

QString HorizontalAxis::text(const Interval& span) const {
    if (m_kind == XAxis::Time)
        return spanText(span, m_zone);
    return plainText(span.begin) + QStringLiteral(" – ") + plainText(span.end);
}

} // namespace driftwood::ui
