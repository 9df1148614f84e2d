#include "ui/models/lineage_step.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kStepPadding = 8;
constexpr int kSmallIcon = 14;
constexpr int kNarrowest = 116;

RichFormat nameFormat() { return {TextStyle::Strong, Token::Ink, true}; }
RichFormat lineFormat() { return {TextStyle::Small, Token::Ink2, true}; }

} // namespace

LineageStep::LineageStep(Content content, bool leads, QWidget* parent)
    : QAbstractButton(parent)
    , m_content(std::move(content)) {
    setEnabled(leads);
    setFocusPolicy(leads ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    QStringList said{m_content.kind, m_content.name.text};
    for (const RichText& line : m_content.lines)
        said << line.plainText();
    setAccessibleName(said.join(QStringLiteral(", ")));
    setToolTip(m_content.whole.join('\n'));
}

QSize LineageStep::sizeHint() const {
    int wide = richTextWidth(RichText().add(m_content.name), nameFormat());
    for (const RichText& line : m_content.lines)
        wide = std::max(wide, richTextWidth(line, lineFormat()));
    const int high = 2 * kStepPadding + lineHeight(TextStyle::Small) + metrics::kGap4 +
                     lineHeight(TextStyle::Strong) +
                     static_cast<int>(m_content.lines.size()) * lineHeight(TextStyle::Small);
    return {std::max(kNarrowest, wide + 2 * kStepPadding), high};
}

/// If narrower than its text, it elides the text; if lower, lines would be lost.
QSize LineageStep::minimumSizeHint() const { return {kNarrowest, sizeHint().height()}; }

void LineageStep::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Token ground = m_content.isLast              ? Token::AccentSoft
                         : isDown()                    ? Token::Line
                         : underMouse() && isEnabled() ? Token::Hover
                                                       : Token::Surface;
    const bool marked = m_content.isLast || hasFocus();
    painter.setPen(QPen(color(marked ? Token::Accent : Token::Line2), hasFocus() ? 2 : 1));
    painter.setBrush(color(ground));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::kRadius, metrics::kRadius);

    QRect line(kStepPadding, kStepPadding, width() - 2 * kStepPadding, lineHeight(TextStyle::Small));
    paintIcon(painter, QRectF(line.left(), line.top() + 1, kSmallIcon, kSmallIcon), m_content.icon,
              color(Token::Ink2));
    paintRichText(painter, line.adjusted(kSmallIcon + metrics::kGap4, 0, 0, 0), m_content.kind, lineFormat());
    line.translate(0, line.height() + metrics::kGap4);
    line.setHeight(lineHeight(TextStyle::Strong));
    paintRichText(painter, line, RichText().add(m_content.name), nameFormat());
    line.translate(0, line.height());
    line.setHeight(lineHeight(TextStyle::Small));
    for (const RichText& text : m_content.lines) {
        if (line.bottom() > height() - kStepPadding / 2)
            break;
        paintRichText(painter, line, text, lineFormat());
        line.translate(0, line.height());
    }
}

} // namespace driftwood::ui
