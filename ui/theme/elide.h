#pragma once

#include <QString>

class QFontMetrics;
class QFontMetricsF;

namespace driftwood::ui {

// Qt shapes a whole text before it elides or measures it: some megabytes take seconds, in the window's
// thread. Whoever shows a text whose length somebody else decides cuts it first by one of these.

/// More characters than any line of any screen shows.
inline constexpr qsizetype kLongestLine = 1000;
/// For tool tips and sentences that wrap.
inline constexpr qsizetype kLongestText = 2000;

/// At most `most` characters of `text`; what is left out is "…" at the end or, for ElideMiddle, between both
/// ends. A shorter text is returned as it is.
[[nodiscard]] QString cutText(const QString& text, qsizetype most = kLongestLine,
                              Qt::TextElideMode mode = Qt::ElideRight);
/// `text` cut to `width` pixels, with an ellipsis; QFontMetrics::elidedText for texts of any length. In the
/// middle twice as much is kept of the beginning as of the end: names that differ there, as attach-src-17 and
/// attach-dead-17, would else look alike.
[[nodiscard]] QString elidedText(const QFontMetrics& metrics, const QString& text, Qt::TextElideMode mode,
                                 int width, int flags = 0);
[[nodiscard]] QString elidedText(const QFontMetricsF& metrics, const QString& text, Qt::TextElideMode mode,
                                 double width);
/// How wide a text is, as far as kLongestLine characters of it.
[[nodiscard]] int lineAdvance(const QFontMetrics& metrics, const QString& text);
/// A tool tip of text from outside: cut, broken into lines, and shown as it is even where it looks like HTML.
[[nodiscard]] QString toolTipText(const QString& text);

} // namespace driftwood::ui
