#pragma once

#include "ui/charts/chart_types.h"

#include <QTimeZone>

namespace driftwood::ui {

/// Texts and ticks for times, given as milliseconds since 1970 and shown in a zone.

/// A distance of ticks that gives about `count` of them over `length`: 1, 2, 5, 10, 15, 30 seconds or
/// minutes, 1, 2, 3, 6, 12 hours, days.
[[nodiscard]] double timeStep(double length, int count);
/// Ticks within `range`, at round times of the zone's clock.
[[nodiscard]] std::vector<double> timeTicks(const Interval& range, double step, const QTimeZone& zone);
/// "14:30", with seconds or milliseconds for finer steps; "18 Nov" for steps of days, "Nov 1998" for months.
[[nodiscard]] QString timeTickText(double time, double step, const QTimeZone& zone);
/// "Wed 18 Nov"; with the year ("18 Nov 1998") if it is not the current one.
[[nodiscard]] QString dateText(double time, const QTimeZone& zone);
/// "14:30:05"; with milliseconds if `fine`.
[[nodiscard]] QString clockText(double time, const QTimeZone& zone, bool fine = false);
/// "20:00 – 21:30", with seconds if an end has some, and with the dates if they differ.
[[nodiscard]] QString spanText(const Interval& span, const QTimeZone& zone);

} // namespace driftwood::ui
