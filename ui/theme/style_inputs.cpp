#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QSlider>
#include <QWidget>

namespace driftwood::ui::style {

namespace {

constexpr int kArrowRoom = 22;
constexpr int kSpinRoom = 20;
constexpr int kEditInset = 2; ///< the line edit inside brings its own padding
constexpr int kChevron = 12;
constexpr int kLabelGap = 5;
constexpr int kHandle = 11;

/// The frame of every input: it shows the focus, and an error with priority over it.
void paintField(const QStyleOption& option, QPainter& painter, const QWidget* widget, bool focused,
                Token border) {
    const bool enabled = has(option, QStyle::State_Enabled);
    Box box{enabled ? Token::Surface : Token::Window, enabled ? border : Token::Line, 1};
    if (enabled && widget != nullptr && hasFieldError(*widget))
        box = {Token::Surface, Token::Error, 2};
    else if (focused)
        box = {Token::Surface, Token::Accent, 2};
    paintBox(painter, option.rect, box, metrics::kRadius);
}

QFont comboFont(const QWidget* widget) {
    return widget != nullptr && isCompact(*widget) ? font(TextStyle::Small)
           : widget != nullptr                     ? widget->font()
                                                   : font(TextStyle::Body);
}

} // namespace

int controlHeight(const QWidget* widget) {
    return scaled(widget != nullptr && isCompact(*widget) ? metrics::kControlHeightBar
                                                          : metrics::kControlHeight);
}

void paintLineEdit(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
    paintField(option, painter, widget, has(option, QStyle::State_HasFocus), Token::Control);
}

// --- combo box
// --------------------------------------------------------------------------------------------------

void paintComboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget) {
    if (option.editable) {
        paintField(option, painter, widget, has(option, QStyle::State_HasFocus), Token::Control);
    } else if (option.frame) {
        const bool enabled = has(option, QStyle::State_Enabled);
        const bool error = enabled && widget != nullptr && hasFieldError(*widget);
        const Token ground = !enabled ? Token::Window
                             : has(option, QStyle::State_Sunken) || has(option, QStyle::State_On)
                                 ? Token::Line
                             : has(option, QStyle::State_MouseOver) ? Token::Hover
                                                                    : Token::Surface;
        paintBox(painter, option.rect,
                 {ground,
                  error     ? Token::Error
                  : enabled ? Token::Line2
                            : Token::Line,
                  error ? 2.0 : 1.0},
                 metrics::kRadius);
        if (!error && hasKeyboardFocus(option, widget))
            paintFocus(painter, option.rect, Token::Accent, metrics::kRadius);
    }
    const QRectF arrow = comboBoxRect(option, QStyle::SC_ComboBoxArrow);
    paintChevron(painter,
                 QRectF(arrow.center() - QPointF(kChevron / 2.0 + 1, kChevron / 2.0 - 0.5),
                        QSizeF(kChevron, kChevron)),
                 "down", Token::Ink3);
}

void paintComboBoxLabel(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget) {
    const QString label = widget != nullptr ? fieldLabel(*widget) : QString();
    if (option.editable && label.isEmpty())
        return;
    painter.save();
    QRect room = mirrored(option, option.rect.adjusted(metrics::kControlPaddingBar + 1, 0, -kArrowRoom, 0));
    const bool enabled = has(option, QStyle::State_Enabled);
    if (!label.isEmpty()) {
        painter.setFont(comboFont(widget));
        painter.setPen(color(Token::Ink3));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, label);
        room.setLeft(room.left() + QFontMetrics(painter.font()).horizontalAdvance(label) + kLabelGap);
    }
    if (!option.currentIcon.isNull()) {
        const QRect place(QPoint(room.left(), room.center().y() - option.iconSize.height() / 2 + 1),
                          option.iconSize);
        option.currentIcon.paint(&painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        room.setLeft(place.right() + kLabelGap);
    }
    if (!option.editable) {
        painter.setFont(comboFont(widget));
        painter.setPen(enabled ? option.palette.color(QPalette::ButtonText) : color(Token::Ink3));
        painter.drawText(
            room, Qt::AlignLeft | Qt::AlignVCenter,
            elidedText(painter.fontMetrics(), option.currentText, Qt::ElideMiddle, room.width()));
    }
    painter.restore();
}

QRect comboBoxRect(const QStyleOptionComboBox& option, QStyle::SubControl part) {
    const QRect rect = option.rect;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        return mirrored(option, QRect(rect.right() - kArrowRoom + 1, rect.top(), kArrowRoom, rect.height()));
    case QStyle::SC_ComboBoxEditField:
        return mirrored(option, rect.adjusted(kEditInset, 2, -kArrowRoom, -2));
    case QStyle::SC_ComboBoxListBoxPopup:
    default:
        return rect;
    }
}

QSize comboBoxSize(const QStyleOptionComboBox& option, const QSize& contents, const QWidget* widget) {
    const QFontMetrics fm(comboFont(widget));
    int width = contents.width() + metrics::kControlPaddingBar + kArrowRoom + 4;
    if (widget != nullptr && !fieldLabel(*widget).isEmpty())
        width += fm.horizontalAdvance(fieldLabel(*widget)) + kLabelGap;
    Q_UNUSED(option);
    return {width, controlHeight(widget)};
}

// --- spin box
// ---------------------------------------------------------------------------------------------------

void paintSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget) {
    if (option.frame)
        paintField(option, painter, widget, has(option, QStyle::State_HasFocus), Token::Control);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](QStyle::SubControl part, const char* direction,
                           QAbstractSpinBox::StepEnabledFlag step) {
        const bool works = has(option, QStyle::State_Enabled) && (option.stepEnabled & step);
        const bool over = works && (option.activeSubControls & part) && has(option, QStyle::State_MouseOver);
        const QRectF place = spinBoxRect(option, part);
        paintChevron(painter, QRectF(place.center() - QPointF(5, 5), QSizeF(10, 10)), direction,
                     over    ? Token::Accent
                     : works ? Token::Ink2
                             : Token::Line2);
    };
    arrow(QStyle::SC_SpinBoxUp, "up", QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, "down", QAbstractSpinBox::StepDownEnabled);
}

QRect spinBoxRect(const QStyleOptionSpinBox& option, QStyle::SubControl part) {
    const QRect rect = option.rect;
    const int room = option.buttonSymbols == QAbstractSpinBox::NoButtons ? 2 : kSpinRoom;
    const int half = rect.height() / 2;
    const QRect buttons(rect.right() - room + 1, rect.top(), room - 3, rect.height());
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return mirrored(option, QRect(buttons.left(), rect.top() + 2, buttons.width(), half - 2));
    case QStyle::SC_SpinBoxDown:
        return mirrored(option, QRect(buttons.left(), rect.top() + half, buttons.width(), half - 2));
    case QStyle::SC_SpinBoxEditField:
        return mirrored(option, rect.adjusted(kEditInset, 2, -room, -2));
    default:
        return rect;
    }
}

// --- check box, radio button, slider
// ----------------------------------------------------------------------------

namespace {

Box indicatorBox(const QStyleOption& option, bool filled) {
    const bool enabled = has(option, QStyle::State_Enabled);
    if (filled && enabled)
        return {has(option, QStyle::State_MouseOver) ? Token::AccentHover : Token::Accent, Token::Accent, 0};
    if (filled)
        return {Token::Line2, Token::Line2, 0};
    return {!enabled                               ? Token::Window
            : has(option, QStyle::State_MouseOver) ? Token::Hover
                                                   : Token::Surface,
            enabled ? Token::Control : Token::Line2, 1.25};
}

} // namespace

void paintCheckIndicator(const QStyleOption& option, QPainter& painter) {
    const bool on = has(option, QStyle::State_On);
    const bool part = has(option, QStyle::State_NoChange);
    const QRectF rect = QRectF(option.rect).adjusted(1, 1, -1, -1);
    paintBox(painter, rect, indicatorBox(option, on || part), metrics::kRadiusSmall);
    const QColor ink = color(has(option, QStyle::State_Enabled) ? Token::OnAccent : Token::Surface);
    if (on)
        paintIcon(painter, rect.adjusted(1.5, 1.5, -1.5, -1.5), QStringLiteral("check"), ink);
    else if (part)
        paintIcon(painter, rect.adjusted(1.5, 1.5, -1.5, -1.5), QStringLiteral("minus"), ink);
}

void paintRadioIndicator(const QStyleOption& option, QPainter& painter) {
    const bool on = has(option, QStyle::State_On);
    const QRectF rect = QRectF(option.rect).adjusted(1, 1, -1, -1);
    paintBox(painter, rect, indicatorBox(option, on), static_cast<int>(rect.width() / 2));
    if (!on)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Surface));
    const double radius = rect.width() / 5;
    painter.drawEllipse(rect.center(), radius, radius);
    painter.restore();
}

QRect sliderHandle(const QStyleOptionSlider& option) {
    const bool level = option.orientation == Qt::Horizontal;
    const int length = (level ? option.rect.width() : option.rect.height()) - kHandle;
    const int at = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                   length, option.upsideDown);
    return level ? QRect(option.rect.left() + at, option.rect.center().y() - kHandle / 2, kHandle, kHandle)
                 : QRect(option.rect.center().x() - kHandle / 2, option.rect.top() + at, kHandle, kHandle);
}

void paintSlider(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool level = option.orientation == Qt::Horizontal;
    const QRectF handle = sliderHandle(option);
    const QPointF center = handle.center();
    const QRectF rect = option.rect;
    const QRectF groove = level ? QRectF(rect.left(), center.y() - 1, rect.width(), 2)
                                : QRectF(center.x() - 1, rect.top(), 2, rect.height());
    QRectF filled = groove;
    if (level)
        option.upsideDown ? filled.setLeft(center.x()) : filled.setRight(center.x());
    else
        option.upsideDown ? filled.setTop(center.y()) : filled.setBottom(center.y());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(groove, color(Token::Line));
    painter.fillRect(filled, color(enabled ? Token::Accent : Token::Line2));
    const bool over = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    painter.setPen(QPen(color(enabled ? Token::Accent : Token::Line2), 1.5));
    painter.setBrush(color(enabled && over ? Token::AccentSoft : Token::Surface));
    painter.drawEllipse(center, kHandle / 2.0 - 0.75, kHandle / 2.0 - 0.75);
    painter.restore();
    if (hasKeyboardFocus(option, widget))
        paintFocus(painter, handle.adjusted(-2.5, -2.5, 2.5, 2.5), Token::Accent, kHandle, 1.5);
}

} // namespace driftwood::ui::style
