#pragma once

#include "base/ids.h"

#include <QString>
#include <QStringList>
#include <string_view>

namespace driftwood::cli {

/// Makes text from outside (a name, a key, a value, an error's text) safe for a terminal: one line, with
/// control characters escaped, so that it can neither control the terminal nor break a table.
[[nodiscard]] QString shown(std::string_view text);

/// Width of a text on a terminal in columns: colour codes count 0, wide characters 2.
[[nodiscard]] int displayWidth(const QString& text);
/// Shortens a text to at most `width` columns; "…" replaces the removed end.
[[nodiscard]] QString elided(const QString& text, int width);
/// Wraps a text at spaces into lines of at most `width` columns; longer words are not split.
[[nodiscard]] QStringList wrapped(const QString& text, int width);

/// "2026-05-01 14:30:00", UTC; "–" for 0.
[[nodiscard]] QString shownSecond(TimestampMs time);
/// "P2 @ 4301118": without thousands separators, so that it can be pasted into other tools.
[[nodiscard]] QString shownPosition(const Position& position);
/// "1 record", "12 records", "1,200 records".
[[nodiscard]] QString counted(qint64 count, const QString& noun);
/// "█████░░░░░ 52 %"; empty if the total is unknown.
[[nodiscard]] QString progressBar(qint64 done, qint64 total, int width);

} // namespace driftwood::cli
