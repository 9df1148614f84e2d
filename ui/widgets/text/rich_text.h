#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QTextLayout>
#include <initializer_list>
#include <optional>

namespace driftwood::ui {

/// Part of a line in one style.
struct Span {
    QString text;
    std::optional<TextStyle> style; ///< nothing: the style of the line
    std::optional<Token> ink;       ///< nothing: the colour of the line
    QString link;                   ///< passed to RichLine::linkActivated; empty: no link
};

/// Pieces to put into a sentence, such as "4,301,118" in mono.
[[nodiscard]] Span mono(const QString& text, std::optional<Token> ink = {});
[[nodiscard]] Span monoStrong(const QString& text, std::optional<Token> ink = {});
[[nodiscard]] Span strong(const QString& text, std::optional<Token> ink = {});
[[nodiscard]] Span plain(const QString& text, std::optional<Token> ink = {});
[[nodiscard]] Span link(const QString& text, const QString& target);

/// A line that mixes text with values in mono. The sentence stays whole for translators:
///
///     RichText(tr("scanned %1 of %2"), {monoStrong(formatCount(n)), mono(formatEstimate(total))})
///
/// %1 … %9 stand for the pieces and may come in any order. Theme colours are resolved when the text is drawn.
class RichText {
  public:
    RichText() = default;
    RichText(const QString& sentence); // NOLINT(google-explicit-constructor): a sentence is a rich text
    RichText(const QString& sentence, std::initializer_list<Span> pieces);

    RichText& add(const Span& span);
    /// Adds a gap as wide as three spaces, between the facts of one line.
    RichText& gap();
    /// Adds another text's spans.
    RichText& add(const RichText& other);

    [[nodiscard]] const QList<Span>& spans() const { return m_spans; }
    /// The text for screen readers and the clipboard.
    [[nodiscard]] QString plainText() const;
    [[nodiscard]] bool isEmpty() const { return m_spans.isEmpty(); }

  private:
    QList<Span> m_spans;
};

/// The format of a rich text where its spans do not set one.
struct RichFormat {
    TextStyle style = TextStyle::Body;
    Token ink = Token::Ink;
    bool enabled = true;
    Qt::Alignment alignment = Qt::AlignLeft; ///< of the lines of a wrapped text
};

/// Lays the text out into `width` (with `wrap` false: one line, elided with "…"). Uses the current theme's
/// colours.
class RichLayout {
  public:
    RichLayout(const RichText& text, const RichFormat& format, int width, bool wrap);

    [[nodiscard]] QSize size() const { return m_size; }
    [[nodiscard]] bool isElided() const { return m_elided; }
    void draw(QPainter& painter, const QPointF& topLeft) const;
    /// The link at a point relative to the top left; empty if there is none.
    [[nodiscard]] QString linkAt(const QPointF& point) const;
    /// Rectangles of the `index`th link, for its focus frame.
    [[nodiscard]] QList<QRectF> linkRects(int index) const;

  private:
    struct LinkRange {
        int start;
        int length;
        QString target;
    };
    void build(const QList<Span>& spans, const RichFormat& format, bool wrap);
    void lay(int width, bool wrap);

    QTextLayout m_layout;
    QList<LinkRange> m_links;
    QSize m_size;
    bool m_elided = false;
};

/// Paints one line into a rectangle, vertically centred, for delegates.
void paintRichText(QPainter& painter, const QRect& rect, const RichText& text, const RichFormat& format,
                   Qt::Alignment alignment = Qt::AlignLeft);
[[nodiscard]] int richTextWidth(const RichText& text, const RichFormat& format);

} // namespace driftwood::ui

Q_DECLARE_METATYPE(driftwood::ui::RichText)
