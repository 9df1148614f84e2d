#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>
#include <chrono>
#include <string_view>

namespace driftwood::ui {

/// Converts UTF-8 text of the core for the window.
[[nodiscard]] QString qt(std::string_view utf8);
/// "1,306,482"; "–" for a negative count, which means unknown. The minus sign of a number is U+2212.
[[nodiscard]] QString formatCount(qint64 count);
/// A count taken from offsets: "≈ 1,306,482", because compaction and transaction markers leave holes.
[[nodiscard]] QString formatEstimate(qint64 count);
/// "296.5 MiB"; the unit follows a narrow no-break space, here and below.
[[nodiscard]] QString formatBytes(qint64 bytes);
/// "41.2 records/s", "1.31 M records/s"
[[nodiscard]] QString formatRate(double perSecond, const QString& unit);
/// "0.4 ms", "12.3 s", "1 min 14 s", "2 h 05 min", "3 d 4 h"
[[nodiscard]] QString formatDuration(std::chrono::milliseconds duration);
/// Four significant digits, fewer for a whole number, and no exponent if that is readable: "0.01234", "3",
/// "1,234", "1.2e-07"; "–" for NaN.
[[nodiscard]] QString formatNumber(double value);
/// A setting in the usual notation: "0.01", "1e-3", "5e-4".
[[nodiscard]] QString formatSetting(double value);
/// A time and a later one: "Wed 20:00 – 21:30", from a week ago on "9 Nov 20:00 – 21:30"; on two days "9 Nov
/// 20:00 – 19 Nov 02:00", in another year "9 Nov 1998 – 19 Nov 1998"; "–" if one is unknown. See spans.h.
[[nodiscard]] QString formatSpan(qint64 firstMs, qint64 lastMs, const QTimeZone& zone = QTimeZone::utc());
/// A time in Qt's pattern, with days and months in the language of the numbers. Its day of the month is
/// written as in that language: for "d MMM" "30 Nov", in German "30. Nov.".
[[nodiscard]] QString formatDated(const QDateTime& time, QString pattern);
enum class TimeDetail : unsigned char { Milliseconds, Seconds, Minutes };
/// "2026-05-01 14:30:00.123"; milliseconds are kept unless `detail` says otherwise. "–" for 0 and for a
/// negative time, which mean unknown.
[[nodiscard]] QString formatTime(qint64 timestampMs, const QTimeZone& zone = QTimeZone::utc(),
                                 TimeDetail detail = TimeDetail::Milliseconds);
/// "P2 @ 4,301,118"
[[nodiscard]] QString formatPosition(int partition, qint64 offset);
/// Makes foreign text one line without invisible effects: "a\\tb" for a tab, "\\n", "\\x1b" for other control
/// characters, "\\u202e" for invisible characters that reorder or break a line. Printable text is returned
/// unchanged.
[[nodiscard]] QString escapeControls(const QString& text);
/// A share in percent, without its unit: "99.51"; "–" for NaN. Shares that are not exactly none or all never
/// become "0.00" or "100.00", but "< 0.01" and "> 99.99".
[[nodiscard]] QString percentFigure(double share, int digits = 2);
/// "33 %"; with one more digit near none and all: "0.4 %", "99.6 %", "< 0.1 %".
[[nodiscard]] QString formatPercent(double share);

} // namespace driftwood::ui
