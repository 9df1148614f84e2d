#include "ui/charts/plot/tickers.h"

#include "ui/charts/plot/paint.h"
#include "ui/charts/plot/time_text.h"

#include <algorithm>
#include <cmath>

namespace driftwood::ui {

namespace {

constexpr int kFinest = 32; ///< ticks of a low axis to choose two from

/// A step of 1, 2, 2.5 or 5 times a power of ten that gives at most `count` ticks in the range.
double evenStep(const QCPRange& range, int count) {
    const double wanted = range.size() / std::max(count, 1);
    if (!(wanted > 0))
        return 1;
    const double decade = std::pow(10, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (decade * factor >= wanted * 0.999)
            return decade * factor;
    return decade * 10;
}

QVector<double> evenTicks(const QCPRange& range, int count) {
    const double step = evenStep(range, count);
    QVector<double> ticks;
    for (auto i = std::ceil(range.lower / step); i * step <= range.upper; ++i)
        ticks << i * step;
    return ticks;
}

qsizetype within(const QVector<double>& ticks, const QCPRange& range) {
    return std::ranges::count_if(ticks, [&](double tick) { return range.contains(tick); });
}

/// Removes ticks whose `place` (0 to 1 within the axis) is too near to that of the one before.
template <class Place>
QVector<double> thinned(const QVector<double>& ticks, double leastApart, const Place& place) {
    QVector<double> kept;
    for (const double tick : ticks)
        if (kept.isEmpty() || place(kept.last()) < 0 || place(tick) - place(kept.last()) >= leastApart)
            kept << tick;
    return kept;
}

} // namespace

QVector<double> NumberTicker::createTickVector(double step, const QCPRange& range) {
    return thinned(QCPAxisTicker::createTickVector(step, range), m_leastApart,
                   [&range](double tick) { return (tick - range.lower) / range.size(); });
}

double NumberTicker::getTickStep(const QCPRange& range) { return evenStep(range, tickCount()); }

QString NumberTicker::getTickLabel(double tick, const QLocale& /*locale*/, QChar /*format*/,
                                   int /*precision*/) {
    return tickText(tick);
}

QVector<double> LogTicker::createTickVector(double /*step*/, const QCPRange& range) {
    const double whole = std::log(range.upper / range.lower);
    const auto apart = [&](const QVector<double>& ticks) {
        return thinned(ticks, m_leastApart,
                       [&](double tick) { return std::log(tick / range.lower) / whole; });
    };
    const QVector<double> usual = apart(candidates(range));
    // One tick does not tell the scale. In a low axis with large text, finer steps have two that are apart.
    QVector<double> ticks = usual;
    for (int count = 2; within(ticks, range) < 2 && count <= kFinest; count *= 2)
        ticks = apart(evenTicks(range, count));
    return within(ticks, range) < 2 ? usual : ticks;
}

QVector<double> LogTicker::candidates(const QCPRange& range) const {
    QVector<double> ticks;
    if (!(range.lower > 0) || !(range.upper > range.lower))
        return ticks;
    const double decades = std::log10(range.upper / range.lower);
    const int wanted = std::max(tickCount(), 2);
    const bool fine = decades * 3 <= wanted;
    const int every = fine ? 1 : std::max(1, static_cast<int>(std::ceil(decades * 2 / wanted)));
    const int first = static_cast<int>(std::floor(std::log10(range.lower)));
    for (int power = first; std::pow(10.0, power) <= range.upper; ++power) {
        if (power % every != 0)
            continue;
        for (const double factor : {1.0, 2.0, 5.0})
            if (factor == 1 || fine)
                ticks << factor * std::pow(10.0, power);
    }
    // A loss that has hardly changed lies between two such ticks.
    if (within(ticks, range) < 2)
        return evenTicks(range, wanted);
    return ticks;
}

QString LogTicker::getTickLabel(double tick, const QLocale& /*locale*/, QChar /*format*/, int /*precision*/) {
    return tickText(tick);
}

double TimeTicker::getTickStep(const QCPRange& range) {
    m_step = timeStep(range.size(), tickCount());
    return m_step;
}

QVector<double> TimeTicker::createTickVector(double step, const QCPRange& range) {
    const std::vector<double> ticks = timeTicks({range.lower, range.upper}, step, m_zone);
    return {ticks.begin(), ticks.end()};
}

QString TimeTicker::getTickLabel(double tick, const QLocale& /*locale*/, QChar /*format*/,
                                 int /*precision*/) {
    return timeTickText(tick, m_step, m_zone);
}

} // namespace driftwood::ui
