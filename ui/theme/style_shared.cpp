#include "ui/theme/icons.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVariant>
#include <QWidget>

namespace driftwood::ui::style {

namespace {
constexpr char kKeyboardFocus[] = "keyboardFocus";
}

void paintBox(QPainter& painter, const QRectF& rect, const Box& box, int radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(box.width > 0 ? QPen(color(box.border), box.width) : QPen(Qt::NoPen));
    painter.setBrush(color(box.ground));
    const double inset = box.width / 2;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void paintFocus(QPainter& painter, const QRectF& rect, Token token, int radius, double width) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(token), width));
    painter.setBrush(Qt::NoBrush);
    const double inset = width / 2;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void paintChevron(QPainter& painter, const QRectF& rect, const char* direction, Token token) {
    paintIcon(painter, rect, QStringLiteral("chevron-") + QLatin1String(direction), color(token));
}

bool has(const QStyleOption& option, QStyle::StateFlag flag) { return option.state.testFlag(flag); }

bool hasKeyboardFocus(const QStyleOption& option, const QWidget* widget) {
    if (!has(option, QStyle::State_HasFocus))
        return false;
    const QVariant said = widget != nullptr ? widget->property(kKeyboardFocus) : QVariant();
    return said.isValid() ? said.toBool() : has(option, QStyle::State_KeyboardFocusChange);
}

void rememberFocusReason(QWidget& widget, Qt::FocusReason reason) {
    // A return to the window or from a menu does not change how the widget got its focus.
    if (reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason)
        return;
    widget.setProperty(kKeyboardFocus, reason != Qt::MouseFocusReason);
}

QRect mirrored(const QStyleOption& option, const QRect& rect) {
    return QStyle::visualRect(option.direction, option.rect, rect);
}

} // namespace driftwood::ui::style
