#include "ui/widgets/text/rich_line.h"

#include "ui/theme/elide.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace driftwood::ui {
namespace {

/// Takes the beginning without joining all pieces first, because one of them may be a whole record.
QString beginningOfText(const RichText& text) {
    QString out;
    for (const Span& span : text.spans())
        if (out.size() <= kLongestText)
            out += cutText(span.text, kLongestText);
    return cutText(out, kLongestText);
}

} // namespace

RichLine::RichLine(QWidget* parent)
    : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

RichLine::RichLine(const RichText& text, TextStyle style, Token ink, QWidget* parent)
    : RichLine(parent) {
    m_style = style;
    m_ink = ink;
    setRichText(text);
}

void RichLine::setRichText(const RichText& text) {
    const bool hadLinks = !links().isEmpty();
    m_text = text;
    m_measures = {};
    m_focusedLink = 0;
    setText(beginningOfText(text)); // QLabel's text is what a screen reader gets
    if (const bool hasLinks = !links().isEmpty(); hasLinks != hadLinks) {
        setFocusPolicy(hasLinks ? Qt::TabFocus : Qt::NoFocus);
        setMouseTracking(hasLinks);
    }
    updateGeometry();
    update();
}

void RichLine::setFormat(TextStyle style, Token ink) {
    m_style = style;
    m_ink = ink;
    m_measures = {};
    updateGeometry();
    update();
}

void RichLine::setWrap(bool wrap) {
    m_wrap = wrap;
    m_measures = {};
    QSizePolicy policy(QSizePolicy::Preferred, wrap ? QSizePolicy::Minimum : QSizePolicy::Fixed);
    policy.setHeightForWidth(wrap);
    setSizePolicy(policy);
    updateGeometry();
}

RichFormat RichLine::format() const { return {m_style, m_ink, isEnabled(), alignment()}; }

QStringList RichLine::links() const {
    QStringList targets;
    for (const Span& span : m_text.spans())
        if (!span.link.isEmpty())
            targets << span.link;
    return targets;
}

RichLine::Measures& RichLine::measures() const {
    if (std::exchange(m_measures.fontFactor, fontFactor()) != fontFactor()) {
        m_measures.hint.reset();
        m_measures.heights.clear();
    }
    return m_measures;
}

QSize RichLine::sizeHint() const {
    if (const auto& known = measures().hint)
        return *known;
    const RichLayout layout(m_text, format(), QWIDGETSIZE_MAX, false);
    QSize hint(layout.size().width(), std::max(layout.size().height(), lineHeight(m_style)));
    if (m_wrap) {
        const int width = std::min(layout.size().width(), scaled(260));
        hint = {width, heightForWidth(width)};
    }
    m_measures.hint = hint;
    return hint;
}

QSize RichLine::minimumSizeHint() const {
    const QSize hint = sizeHint();
    return {std::min(hint.width(), scaled(24)), m_wrap ? lineHeight(m_style) : hint.height()};
}

int RichLine::heightForWidth(int width) const {
    if (!m_wrap)
        return -1;
    constexpr std::size_t kKept = 4;
    auto& heights = measures().heights;
    const auto known = std::ranges::find(heights, width, &std::pair<int, int>::first);
    if (known != heights.end())
        return known->second;
    if (heights.size() == kKept)
        heights.erase(heights.begin());
    heights.emplace_back(width, RichLayout(m_text, format(), width, true).size().height());
    return heights.back().second;
}

QPointF RichLine::origin(const RichLayout& layout) const {
    double x = 0;
    if (m_wrap)
        return {}; // the layout aligns its own lines
    if (alignment() & Qt::AlignRight)
        x = width() - layout.size().width();
    else if (alignment() & Qt::AlignHCenter)
        x = (width() - layout.size().width()) / 2;
    const bool top = alignment() & Qt::AlignTop;
    return {std::max(0.0, x), top ? 0.0 : double((height() - layout.size().height()) / 2)};
}

void RichLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const RichLayout layout(m_text, format(), width(), m_wrap);
    const QPointF at = origin(layout);
    layout.draw(painter, at);
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::Accent), 1.5));
    for (const QRectF& rect : layout.linkRects(m_focusedLink))
        painter.drawRoundedRect(rect.translated(at).adjusted(-0.25, 0.75, 0.25, -0.75), 3, 3);
}

QString RichLine::linkAt(const QPointF& position) const {
    const RichLayout layout(m_text, format(), width(), m_wrap);
    return layout.linkAt(position - origin(layout));
}

void RichLine::mouseMoveEvent(QMouseEvent* event) {
    if (linkAt(event->position()).isEmpty())
        unsetCursor();
    else
        setCursor(Qt::PointingHandCursor);
}

void RichLine::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->button() == Qt::LeftButton ? linkAt(event->position()) : QString();
    if (m_pressed.isEmpty())
        event->ignore(); // the widget below may be clickable
}

void RichLine::mouseReleaseEvent(QMouseEvent* event) {
    const QString pressed = std::exchange(m_pressed, QString());
    if (!pressed.isEmpty() && linkAt(event->position()) == pressed)
        Q_EMIT linkActivated(pressed);
}

void RichLine::keyPressEvent(QKeyEvent* event) {
    const QStringList targets = links();
    const int count = static_cast<int>(targets.size());
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (count > 1) {
            m_focusedLink = (m_focusedLink + (event->key() == Qt::Key_Right ? 1 : count - 1)) % count;
            update();
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_focusedLink < count) {
            Q_EMIT linkActivated(targets[m_focusedLink]);
            return;
        }
        break;
    default:
        break;
    }
    event->ignore();
}

void RichLine::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        update();
}

bool RichLine::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && !m_wrap &&
        RichLayout(m_text, format(), width(), false).isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(text()), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace driftwood::ui
