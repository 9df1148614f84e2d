#include "ui/charts/plot/time_text.h"

#include "ui/format/spans.h"

#include <QDateTime>
#include <cmath>
#include <iterator>

namespace driftwood::ui {

namespace {

constexpr double kSecond = 1000;
constexpr double kMinute = 60 * kSecond;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kMonth = 28 * kDay;
constexpr double kSteps[] = {1,
                             2,
                             5,
                             10,
                             20,
                             50,
                             100,
                             200,
                             500,
                             kSecond,
                             2 * kSecond,
                             5 * kSecond,
                             10 * kSecond,
                             15 * kSecond,
                             30 * kSecond,
                             kMinute,
                             2 * kMinute,
                             5 * kMinute,
                             10 * kMinute,
                             15 * kMinute,
                             30 * kMinute,
                             kHour,
                             2 * kHour,
                             3 * kHour,
                             6 * kHour,
                             12 * kHour,
                             kDay,
                             2 * kDay,
                             7 * kDay,
                             14 * kDay,
                             kMonth,
                             91 * kDay,
                             364 * kDay};

QDateTime at(double time, const QTimeZone& zone) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(std::floor(time)), zone);
}

bool isThisYear(const QDate& date) { return date.year() == QDate::currentDate().year(); }

double offset(double time, const QTimeZone& zone) {
    return 1000.0 *
           zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(time), QTimeZone::utc()));
}

} // namespace

double timeStep(double length, int count) {
    for (const double step : kSteps)
        if (length / step <= std::max(count, 1))
            return step;
    return *std::rbegin(kSteps);
}

std::vector<double> timeTicks(const Interval& range, double step, const QTimeZone& zone) {
    std::vector<double> ticks;
    // Ticks are round on the zone's clock. Its offset may change within the range, so each tick uses its own.
    const double local = range.begin + offset(range.begin, zone);
    for (double wall = std::ceil(local / step) * step;; wall += step) {
        const double guess = wall - offset(range.begin, zone);
        const double time = wall - offset(guess, zone);
        if (time > range.end || ticks.size() > 1000)
            return ticks;
        if (time >= range.begin && (ticks.empty() || time > ticks.back()))
            ticks.push_back(time);
    }
}

QString timeTickText(double time, double step, const QTimeZone& zone) {
    if (step >= kDay)
        return formatDated(at(time, zone),
                           step >= kMonth ? QStringLiteral("MMM yyyy") : QStringLiteral("d MMM"));
    return at(time, zone)
        .toString(step >= kMinute   ? QStringLiteral("HH:mm")
                  : step >= kSecond ? QStringLiteral("HH:mm:ss")
                                    : QStringLiteral("mm:ss.zzz"));
}

QString dateText(double time, const QTimeZone& zone) {
    const QDateTime day = at(time, zone);
    return formatDated(day,
                       isThisYear(day.date()) ? QStringLiteral("ddd d MMM") : QStringLiteral("d MMM yyyy"));
}

QString clockText(double time, const QTimeZone& zone, bool fine) {
    return at(time, zone).toString(fine ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss"));
}

QString spanText(const Interval& span, const QTimeZone& zone) {
    const auto text = [&](double time) {
        return at(time, zone)
            .toString(std::fmod(time, kMinute) == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"));
    };
    if (at(span.begin, zone).date() == at(span.end, zone).date())
        return text(span.begin) + QStringLiteral(" – ") + text(span.end);
    const bool minutes = std::fmod(span.begin, kMinute) == 0 && std::fmod(span.end, kMinute) == 0;
    const SpanEnds ends = formatEnds(std::llround(span.begin), std::llround(span.end), zone,
                                     minutes ? TimeDetail::Minutes : TimeDetail::Seconds);
    return ends.first + QStringLiteral(" – ") + ends.last;
}

} // namespace driftwood::ui
