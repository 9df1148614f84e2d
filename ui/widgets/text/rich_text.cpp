#include "ui/widgets/text/rich_text.h"

#include "ui/theme/elide.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QWidget>
#include <cmath>

namespace driftwood::ui {

Span mono(const QString& text, std::optional<Token> ink) { return {text, TextStyle::Value, ink, {}}; }
Span monoStrong(const QString& text, std::optional<Token> ink) {
    return {text, TextStyle::ValueStrong, ink, {}};
}
Span strong(const QString& text, std::optional<Token> ink) { return {text, TextStyle::Strong, ink, {}}; }
Span plain(const QString& text, std::optional<Token> ink) { return {text, std::nullopt, ink, {}}; }
Span link(const QString& text, const QString& target) { return {text, std::nullopt, Token::Accent, target}; }

RichText::RichText(const QString& sentence) {
    if (!sentence.isEmpty())
        m_spans << plain(sentence);
}

RichText::RichText(const QString& sentence, std::initializer_list<Span> pieces) {
    QString words;
    const auto flush = [&] {
        if (!words.isEmpty())
            m_spans << plain(words);
        words.clear();
    };
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == u'%' && i + 1 < sentence.size() && sentence[i + 1].isDigit();
        const int number = place ? sentence[i + 1].digitValue() : 0;
        if (number < 1 || number > static_cast<int>(pieces.size())) {
            words += sentence[i];
            continue;
        }
        flush();
        m_spans << pieces.begin()[number - 1];
        ++i;
    }
    flush();
}

RichText& RichText::add(const Span& span) {
    m_spans << span;
    return *this;
}

RichText& RichText::gap() { return add(plain(QStringLiteral(u"\u2003"))); }

RichText& RichText::add(const RichText& other) {
    m_spans << other.m_spans;
    return *this;
}

QString RichText::plainText() const {
    QString text;
    for (const Span& span : m_spans)
        text += span.text;
    return text;
}

RichLayout::RichLayout(const RichText& text, const RichFormat& format, int width, bool wrap) {
    build(text.spans(), format, wrap);
    lay(width, wrap);
}

void RichLayout::build(const QList<Span>& spans, const RichFormat& format, bool wrap) {
    QString text;
    QList<QTextLayout::FormatRange> ranges;
    for (const Span& span : spans) {
        const QString shown = cutText(span.text, wrap ? kLongestText : kLongestLine);
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(text.size());
        range.length = static_cast<int>(shown.size());
        range.format.setFont(font(span.style.value_or(format.style)));
        range.format.setForeground(color(format.enabled ? span.ink.value_or(format.ink) : Token::Ink3));
        ranges << range;
        if (!span.link.isEmpty())
            m_links << LinkRange{range.start, range.length, span.link};
        text += shown;
    }
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(wrap ? format.alignment & Qt::AlignHorizontal_Mask : Qt::Alignment(Qt::AlignLeft));
    m_layout.setTextOption(option);
    m_layout.setFont(font(format.style));
    m_layout.setText(text);
    m_layout.setFormats(ranges);
}

void RichLayout::lay(int width, bool wrap) {
    double y = 0;
    double widest = 0;
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        if (wrap)
            line.setLineWidth(width);
        else
            line.setNumColumns(static_cast<int>(m_layout.text().size()));
        line.setPosition({0, y});
        y += std::ceil(line.height() * (wrap ? 1.12 : 1.0));
        widest = std::max(widest, line.naturalTextWidth());
    }
    m_layout.endLayout();
    m_size = QSize(static_cast<int>(std::ceil(widest)), static_cast<int>(std::ceil(y)));
    if (wrap || m_elided || m_size.width() <= width || m_layout.lineCount() == 0)
        return;
    m_elided = true;
    const QString dots = QStringLiteral(u"\u2026");
    const double room = width - QFontMetricsF(m_layout.font()).horizontalAdvance(dots);
    const int cut = room <= 0 ? 0 : m_layout.lineAt(0).xToCursor(room, QTextLine::CursorOnCharacter);
    QList<QTextLayout::FormatRange> ranges = m_layout.formats();
    for (auto& range : ranges)
        if (range.start <= cut && range.start + range.length > cut)
            range.length = cut + 1 - range.start;
    m_layout.setText(m_layout.text().left(cut) + dots);
    m_layout.setFormats(ranges);
    lay(width, wrap);
}

void RichLayout::draw(QPainter& painter, const QPointF& topLeft) const { m_layout.draw(&painter, topLeft); }

QString RichLayout::linkAt(const QPointF& point) const {
    for (int i = 0; i < m_links.size(); ++i)
        for (const QRectF& rect : linkRects(i))
            if (rect.contains(point))
                return m_links[i].target;
    return {};
}

QList<QRectF> RichLayout::linkRects(int index) const {
    QList<QRectF> rects;
    if (index < 0 || index >= m_links.size())
        return rects;
    const int begin = m_links[index].start;
    const int end = begin + m_links[index].length;
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        const int from = std::max(begin, line.textStart());
        const int to = std::min(end, line.textStart() + line.textLength());
        if (from < to)
            rects << QRectF(QPointF(line.cursorToX(from), line.y()),
                            QPointF(line.cursorToX(to), line.y() + line.height()));
    }
    return rects;
}

void paintRichText(QPainter& painter, const QRect& rect, const RichText& text, const RichFormat& format,
                   Qt::Alignment alignment) {
    const RichLayout layout(text, format, rect.width(), false);
    double x = rect.left();
    if (alignment & Qt::AlignRight)
        x += rect.width() - layout.size().width();
    else if (alignment & Qt::AlignHCenter)
        x += (rect.width() - layout.size().width()) / 2.0;
    layout.draw(painter, {x, rect.top() + std::floor((rect.height() - layout.size().height()) / 2.0)});
}

int richTextWidth(const RichText& text, const RichFormat& format) {
    return RichLayout(text, format, QWIDGETSIZE_MAX, false).size().width();
}

} // namespace driftwood::ui
