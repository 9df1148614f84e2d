#pragma once

#include "ui/format/format.h"

namespace driftwood::ui {

/// The two ends of a stretch of time, written alike: with their dates if they are on different days or more
/// than a week ago, and with the years if one of them is not the current year; otherwise with the weekday.
struct SpanEnds {
    QString first; ///< "Thu 14:30:05", "29 Nov 14:30:05", "30 Nov 2024 14:30:05"
    QString last;  ///< "–" if an end is unknown (0 or less), as `first` then is
};
[[nodiscard]] SpanEnds formatEnds(qint64 firstMs, qint64 lastMs, const QTimeZone& zone, TimeDetail detail);

} // namespace driftwood::ui
