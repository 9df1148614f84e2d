#pragma once

#include "base/ids.h"

#include <QString>
#include <QStringList>
#include <string_view>

namespace driftwood::cli {

/// Text from outside (a name, a key, a value, an error's words) as it may stand on a terminal: one line, its
/// control characters escaped, so that it can neither steer the terminal nor break a table.
[[nodiscard]] QString shown(std::string_view text);

/// Columns a text takes on a terminal: without colour codes; wide scripts count two.
[[nodiscard]] int displayWidth(const QString& text);
/// No wider than `width` columns: what is too much is cut off at the end and "…" stands for it.
[[nodiscard]] QString elided(const QString& text, int width);
/// Lines of at most `width` columns, broken at spaces; a longer word stays whole.
[[nodiscard]] QStringList wrapped(const QString& text, int width);

/// "2026-05-01 14:30:00", UTC; "–" for 0.
[[nodiscard]] QString shownSecond(TimestampMs time);
/// "P2 @ 4301118": to be pasted into other tools, so nothing stands between the digits.
[[nodiscard]] QString shownPosition(const Position& position);
/// "1 record", "12 records", "1,200 records".
[[nodiscard]] QString counted(qint64 count, const QString& noun);
/// "█████░░░░░ 52 %"; an unknown total gives an empty text.
[[nodiscard]] QString progressBar(qint64 done, qint64 total, int width);

} // namespace driftwood::cli
