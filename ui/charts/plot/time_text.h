#pragma once

#include "ui/charts/chart_types.h"

#include <QTimeZone>

namespace driftwood::ui {

/// Times on an axis, milliseconds since 1970 shown in a zone.

/// Distance of ticks that gives about `count` of them over `length`: 1, 2, 5, 10, 15, 30 seconds or minutes,
/// 1, 2, 3, 6, 12 hours, days.
[[nodiscard]] double timeStep(double length, int count);
/// Ticks within `range`, on round times of the zone's clock.
[[nodiscard]] std::vector<double> timeTicks(const Interval& range, double step, const QTimeZone& zone);
/// "14:30", with seconds or milliseconds where the step is finer; "18 Nov" where it is days, "Nov 1998" where
/// it is months.
[[nodiscard]] QString timeTickText(double time, double step, const QTimeZone& zone);
/// "Wed 18 Nov"; "18 Nov 1998" of another year.
[[nodiscard]] QString dateText(double time, const QTimeZone& zone);
/// "14:30:05"; milliseconds where `fine`.
[[nodiscard]] QString clockText(double time, const QTimeZone& zone, bool fine = false);
/// "20:00 – 02:00", with seconds where the ends have some.
[[nodiscard]] QString spanText(const Interval& span, const QTimeZone& zone);

} // namespace driftwood::ui
