#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QWidget>

namespace driftwood::ui::style {

namespace {

constexpr int kIconGap = 6;

QFont buttonFont(const QWidget* widget) {
    if (widget != nullptr && buttonKind(*widget) == ButtonKind::Link)
        return font(isCompact(*widget) ? TextStyle::Small : TextStyle::Body);
    QFont f = font(widget != nullptr && isCompact(*widget) ? TextStyle::Header : TextStyle::Body);
    f.setWeight(QFont::Medium);
    return f;
}

ButtonKind kindOf(const QWidget* widget, bool flat) {
    const ButtonKind kind = widget != nullptr ? buttonKind(*widget) : ButtonKind::Default;
    return kind == ButtonKind::Default && flat ? ButtonKind::Flat : kind;
}

bool isEnabled(const QStyleOption& option) { return has(option, QStyle::State_Enabled); }

Box boxOf(const QStyleOption& option, ButtonKind kind) {
    const bool down = has(option, QStyle::State_Sunken);
    const bool over = has(option, QStyle::State_MouseOver);
    if (!isEnabled(option))
        return kind == ButtonKind::Flat ? Box{Token::Window, Token::Window, 0}
                                        : Box{Token::Window, Token::Line, 1};
    if (kind == ButtonKind::Primary)
        return {down ? Token::AccentPress : over ? Token::AccentHover : Token::Accent, Token::Accent, 0};
    if (has(option, QStyle::State_On))
        return {Token::AccentSoft, Token::Accent, 1};
    return {down   ? Token::Line
            : over ? Token::Hover
                   : Token::Surface,
            Token::Line2, kind == ButtonKind::Flat ? 0.0 : 1.0};
}

QColor inkOf(const QStyleOption& option, ButtonKind kind) {
    if (!isEnabled(option))
        return color(Token::Ink3);
    if (kind == ButtonKind::Link)
        return color(Token::Accent);
    if (kind == ButtonKind::Primary)
        return color(Token::OnAccent);
    if (has(option, QStyle::State_On))
        return color(Token::Accent);
    if (kind == ButtonKind::Destructive)
        return color(Token::Error);
    return option.palette.color(QPalette::ButtonText);
}

/// A flat button shows its background only when it is hovered, pressed or on.
bool showsGround(const QStyleOption& option, ButtonKind kind) {
    if (kind == ButtonKind::Link)
        return false;
    return kind != ButtonKind::Flat || has(option, QStyle::State_On) || has(option, QStyle::State_Sunken) ||
           (has(option, QStyle::State_MouseOver) && isEnabled(option));
}

void paintGround(const QStyleOption& option, QPainter& painter, const QWidget* widget, ButtonKind kind) {
    if (showsGround(option, kind))
        paintBox(painter, option.rect, boxOf(option, kind), metrics::kRadius);
    if (hasKeyboardFocus(option, widget))
        paintFocus(painter, option.rect, kind == ButtonKind::Primary ? Token::Ink : Token::Accent,
                   metrics::kRadius);
}

void paintButtonIcon(QPainter& painter, const QRect& rect, const QIcon& icon, const QColor& ink,
                     const QStyleOption& option, const QWidget* widget) {
    // Our own icons take the text's colour; others are drawn unchanged.
    if (iconNames().contains(icon.name())) {
        const qreal ratio =
            widget != nullptr ? widget->devicePixelRatioF() : painter.device()->devicePixelRatioF();
        painter.drawPixmap(rect.topLeft(), iconPixmap(icon.name(), rect.width(), ratio, ink));
    } else {
        icon.paint(&painter, rect, Qt::AlignCenter, isEnabled(option) ? QIcon::Normal : QIcon::Disabled);
    }
}

} // namespace

void paintButtonGround(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) {
    paintGround(option, painter, widget, kindOf(widget, option.features & QStyleOptionButton::Flat));
}

void paintButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) {
    const QColor ink = inkOf(option, kindOf(widget, option.features & QStyleOptionButton::Flat));
    const bool isLink = kindOf(widget, false) == ButtonKind::Link;
    QFont textFont = buttonFont(widget);
    textFont.setUnderline(isLink && has(option, QStyle::State_MouseOver) && isEnabled(option));
    const QFontMetrics fm(textFont);
    const bool menu = option.features & QStyleOptionButton::HasMenu;
    const int inset = isLink ? 0 : metrics::kGap4;
    const QRect room = option.rect.adjusted(inset, 0, -inset - (menu ? metrics::kIcon : 0), 0);
    const int iconWidth =
        option.icon.isNull() ? 0 : option.iconSize.width() + (option.text.isEmpty() ? 0 : kIconGap);
    const QString text =
        elidedText(fm, option.text, Qt::ElideRight, room.width() - iconWidth + 1, Qt::TextShowMnemonic);
    const int width = iconWidth + fm.size(Qt::TextShowMnemonic, text).width();
    int x = room.left() + (room.width() - width) / 2;
    painter.save();
    if (!option.icon.isNull()) {
        const QRect place(QPoint(x, option.rect.center().y() - option.iconSize.height() / 2 + 1),
                          option.iconSize);
        paintButtonIcon(painter, place, option.icon, ink, option, widget);
        x += iconWidth;
    }
    painter.setFont(textFont);
    painter.setPen(ink);
    painter.drawText(QRect(x, option.rect.top(), room.right() - x + 1, option.rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, text);
    if (menu)
        paintChevron(painter,
                     QRectF(option.rect.right() - metrics::kIcon - 4, option.rect.center().y() - 5, 12, 12),
                     "down", Token::Ink3);
    painter.restore();
}

QSize buttonSize(const QStyleOptionButton& option, const QWidget* widget) {
    const bool isLink = kindOf(widget, false) == ButtonKind::Link;
    const bool compact = widget != nullptr && isCompact(*widget);
    const int padding = isLink ? 1 : compact ? metrics::kControlPaddingBar : metrics::kControlPadding;
    int width = QFontMetrics(buttonFont(widget)).size(Qt::TextShowMnemonic, cutText(option.text)).width() +
                2 * padding;
    if (!option.icon.isNull())
        width += option.iconSize.width() + (option.text.isEmpty() ? 0 : kIconGap);
    if (option.features & QStyleOptionButton::HasMenu)
        width += metrics::kIcon;
    return {width, isLink ? lineHeight(TextStyle::Body) + 2 : controlHeight(widget)};
}

// --- tool buttons
// -----------------------------------------------------------------------------------------------

namespace {

/// Paints the navigation's items: an icon above its name.
void paintUnderIcon(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget) {
    const bool on = has(option, QStyle::State_On);
    const bool over = has(option, QStyle::State_MouseOver) && isEnabled(option);
    if (on || over)
        paintBox(painter, option.rect, {on ? Token::AccentSoft : Token::Hover, Token::Line, 0},
                 metrics::kRadius);
    if (hasKeyboardFocus(option, widget))
        paintFocus(painter, option.rect, Token::Accent, metrics::kRadius);
    const QColor ink = color(!isEnabled(option) ? Token::Ink3 : on ? Token::Accent : Token::Ink2);
    const int side = option.iconSize.width();
    const QFont textFont = font(on ? TextStyle::NavStrong : TextStyle::Nav);
    const int textHeight = lineHeight(TextStyle::Nav);
    const int top = option.rect.top() + (option.rect.height() - side - textHeight - 3) / 2;
    paintButtonIcon(painter, QRect(option.rect.center().x() - side / 2 + 1, top, side, side), option.icon,
                    ink, option, widget);
    painter.setFont(textFont);
    painter.setPen(ink);
    painter.drawText(QRect(option.rect.left(), top + side + 3, option.rect.width(), textHeight),
                     Qt::AlignCenter | Qt::TextHideMnemonic, option.text);
}

bool showsText(const QStyleOptionToolButton& option) {
    return !option.text.isEmpty() &&
           (option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull());
}

bool showsIcon(const QStyleOptionToolButton& option) {
    return !option.icon.isNull() && option.toolButtonStyle != Qt::ToolButtonTextOnly;
}

} // namespace

void paintToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget) {
    painter.save();
    if (option.toolButtonStyle == Qt::ToolButtonTextUnderIcon) {
        paintUnderIcon(option, painter, widget);
        painter.restore();
        return;
    }
    const ButtonKind kind = kindOf(widget, has(option, QStyle::State_AutoRaise));
    paintGround(option, painter, widget, kind);
    if (option.features & QStyleOptionToolButton::Arrow) { // the scroll buttons of a tab bar
        const char* direction = option.arrowType == Qt::LeftArrow    ? "left"
                                : option.arrowType == Qt::RightArrow ? "right"
                                : option.arrowType == Qt::UpArrow    ? "up"
                                                                     : "down";
        const QPointF middle = QRectF(option.rect).center();
        paintChevron(painter, QRectF(middle - QPointF(6, 6), QSizeF(12, 12)), direction,
                     isEnabled(option) ? Token::Ink2 : Token::Line2);
        painter.restore();
        return;
    }
    const QColor ink = inkOf(option, kind);
    const bool menu = option.features & QStyleOptionToolButton::HasMenu;
    const QFont textFont = buttonFont(widget);
    const int textWidth =
        showsText(option) ? QFontMetrics(textFont).size(Qt::TextShowMnemonic, option.text).width() : 0;
    const int iconWidth = showsIcon(option) ? option.iconSize.width() : 0;
    const int gap = textWidth > 0 && iconWidth > 0 ? kIconGap : 0;
    const int chevron = menu && showsText(option) ? metrics::kIcon : 0;
    int x = option.rect.left() + (option.rect.width() - textWidth - iconWidth - gap - chevron + 1) / 2;
    if (iconWidth > 0) {
        const int y = option.rect.top() + (option.rect.height() - option.iconSize.height()) / 2;
        paintButtonIcon(painter, QRect(QPoint(x, y), option.iconSize), option.icon, ink, option, widget);
        x += iconWidth + gap;
    }
    if (textWidth > 0) {
        painter.setFont(textFont);
        painter.setPen(ink);
        painter.drawText(QRect(x, option.rect.top(), textWidth, option.rect.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, option.text);
    }
    if (chevron > 0)
        paintChevron(painter, QRectF(x + textWidth + 4, option.rect.center().y() - 5, 12, 12), "down",
                     Token::Ink3);
    painter.restore();
}

QSize toolButtonSize(const QStyleOptionToolButton& option, const QWidget* widget) {
    if (option.toolButtonStyle == Qt::ToolButtonTextUnderIcon)
        return {metrics::kNavItemWidth, scaled(metrics::kNavItemHeight)};
    const int height = controlHeight(widget);
    if (!showsText(option))
        return {height, height};
    const int padding =
        height <= scaled(metrics::kControlHeightBar) ? metrics::kControlPaddingBar : metrics::kControlPadding;
    int width = QFontMetrics(buttonFont(widget)).size(Qt::TextShowMnemonic, cutText(option.text)).width() +
                2 * padding;
    if (showsIcon(option))
        width += option.iconSize.width() + kIconGap;
    if (option.features & QStyleOptionToolButton::HasMenu)
        width += metrics::kIcon;
    return {width, height};
}

} // namespace driftwood::ui::style
