#pragma once

#include <QString>

class QFontMetrics;
class QFontMetricsF;

namespace driftwood::ui {

// Qt shapes a whole text before it elides or measures it: some megabytes take seconds, in the window's
// thread. Cut any text of unknown length with one of these functions before it is shown.

/// The most characters that a line of any screen shows.
inline constexpr qsizetype kLongestLine = 1000;
/// For tool tips and sentences that wrap.
inline constexpr qsizetype kLongestText = 2000;

/// At most `most` characters of `text`; "…" replaces the rest, at the end or, for ElideMiddle, in the middle.
/// A shorter text is returned unchanged.
[[nodiscard]] QString cutText(const QString& text, qsizetype most = kLongestLine,
                              Qt::TextElideMode mode = Qt::ElideRight);
/// `text` cut to `width` pixels with an ellipsis: QFontMetrics::elidedText for texts of any length.
/// ElideMiddle keeps twice as much of the beginning as of the end; otherwise names that differ in the middle,
/// such as attach-src-17 and attach-dead-17, would look alike.
[[nodiscard]] QString elidedText(const QFontMetrics& metrics, const QString& text, Qt::TextElideMode mode,
                                 int width, int flags = 0);
[[nodiscard]] QString elidedText(const QFontMetricsF& metrics, const QString& text, Qt::TextElideMode mode,
                                 double width);
/// A text's width, up to its first kLongestLine characters.
[[nodiscard]] int lineAdvance(const QFontMetrics& metrics, const QString& text);
/// A tool tip for foreign text: cut, broken into lines, and shown literally even if it looks like HTML.
[[nodiscard]] QString toolTipText(const QString& text);

} // namespace driftwood::ui
