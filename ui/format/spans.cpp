#include "ui/format/spans.h"

#include <cmath>

namespace driftwood::ui {
namespace {

constexpr qint64 kNamedDays = 6; // with seven days a weekday could be mistaken for another week's

struct Span {
    QDateTime first;
    QDateTime last;
    QDate today;

    Span(qint64 firstMs, qint64 lastMs, const QTimeZone& zone)
        : first(QDateTime::fromMSecsSinceEpoch(firstMs, zone))
        , last(QDateTime::fromMSecsSinceEpoch(lastMs, zone))
        , today(QDateTime::currentDateTime().toTimeZone(zone).date()) {}

    [[nodiscard]] bool oneDay() const { return first.date() == last.date(); }
    [[nodiscard]] bool thisYear() const {
        return first.date().year() == today.year() && last.date().year() == today.year();
    }
    [[nodiscard]] QString day() const {
        if (!thisYear())
            return QStringLiteral("d MMM yyyy");
        return oneDay() && std::abs(first.date().daysTo(today)) <= kNamedDays ? QStringLiteral("ddd")
                                                                              : QStringLiteral("d MMM");
    }
};

QString clockOf(TimeDetail detail) {
    switch (detail) {
    case TimeDetail::Milliseconds:
        return QStringLiteral(" HH:mm:ss.zzz");
    case TimeDetail::Seconds:
        return QStringLiteral(" HH:mm:ss");
    case TimeDetail::Minutes:
        break;
    }
    return QStringLiteral(" HH:mm");
}

} // namespace

SpanEnds formatEnds(qint64 firstMs, qint64 lastMs, const QTimeZone& zone, TimeDetail detail) {
    if (firstMs <= 0 || lastMs <= 0)
        return {formatTime(0), formatTime(0)};
    const Span span(firstMs, lastMs, zone);
    const QString pattern = span.day() + clockOf(detail);
    return {formatDated(span.first, pattern), formatDated(span.last, pattern)};
}

QString formatSpan(qint64 firstMs, qint64 lastMs, const QTimeZone& zone) {
    if (firstMs <= 0 || lastMs <= 0)
        return formatTime(0);
    const Span span(firstMs, lastMs, zone);
    const QString clock = clockOf(TimeDetail::Minutes);
    const bool days = !span.oneDay() && !span.thisYear(); // long ago, the days say enough
    const QString pattern = days ? span.day() : span.day() + clock;
    return QStringLiteral("%1 – %2").arg(formatDated(span.first, pattern),
                                         formatDated(span.last, span.oneDay() ? clock.trimmed() : pattern));
}

} // namespace driftwood::ui
