#include "ui/theme/elide.h"

#include <QFontMetrics>
#include <QStringList>
#include <QTextDocument>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr QChar kDots(0x2026);
constexpr qsizetype kToolTipLine = 100;

/// Avoids cutting a surrogate pair, because each half would be drawn as a box.
qsizetype headLength(const QString& text, qsizetype most) {
    return most > 0 && most < text.size() && text[most - 1].isHighSurrogate() ? most - 1 : most;
}

qsizetype tailLength(const QString& text, qsizetype most) {
    return most > 0 && most < text.size() && text[text.size() - most].isLowSurrogate() ? most - 1 : most;
}

template <class Metrics, class Width>
QString elidedInTheMiddle(const Metrics& metrics, const QString& text, Width width) {
    if (metrics.horizontalAdvance(text) <= width)
        return text;
    const Width dots = metrics.horizontalAdvance(kDots);
    QString head = metrics.elidedText(text, Qt::ElideRight, (width - dots) * 2 / 3 + dots);
    if (!head.endsWith(kDots))
        return metrics.elidedText(text, Qt::ElideMiddle, width); // there is no room for the dots
    head.chop(1);
    return head +
           metrics.elidedText(text.mid(head.size()), Qt::ElideLeft, width - metrics.horizontalAdvance(head));
}

} // namespace

QString cutText(const QString& text, qsizetype most, Qt::TextElideMode mode) {
    if (text.size() <= most)
        return text;
    if (mode == Qt::ElideMiddle)
        return text.left(headLength(text, most - most / 2)) + kDots + text.right(tailLength(text, most / 2));
    return text.left(headLength(text, most)) + kDots;
}

QString elidedText(const QFontMetrics& metrics, const QString& text, Qt::TextElideMode mode, int width,
                   int flags) {
    if (mode == Qt::ElideMiddle && flags == 0)
        return elidedInTheMiddle(metrics, cutText(text, kLongestLine, mode), width);
    return metrics.elidedText(cutText(text, kLongestLine, mode), mode, width, flags);
}

QString elidedText(const QFontMetricsF& metrics, const QString& text, Qt::TextElideMode mode, double width) {
    if (mode == Qt::ElideMiddle)
        return elidedInTheMiddle(metrics, cutText(text, kLongestLine, mode), width);
    return metrics.elidedText(cutText(text, kLongestLine, mode), mode, width);
}

int lineAdvance(const QFontMetrics& metrics, const QString& text) {
    // Rounded up: in a width that is rounded down the text would be shortened.
    return static_cast<int>(std::ceil(QFontMetricsF(metrics).horizontalAdvance(cutText(text))));
}

QString toolTipText(const QString& text) {
    const QString cut = cutText(text, kLongestText);
    QStringList lines;
    for (const QString& line : cut.split(u'\n'))
        for (qsizetype begin = 0; begin == 0 || begin < line.size(); begin += kToolTipLine)
            lines << line.mid(begin, kToolTipLine);
    const QString plain = lines.join(u'\n');
    return Qt::mightBeRichText(plain)
               ? QStringLiteral("<p style='white-space:pre'>%1</p>").arg(plain.toHtmlEscaped())
               : plain;
}

} // namespace driftwood::ui
