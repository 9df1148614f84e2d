#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QAbstractScrollArea>
#include <QDateTime>
#include <QPainter>
#include <QWidget>

namespace driftwood::ui::style {

namespace {

constexpr int kTabPadding = metrics::kGap12;
constexpr int kCountGap = 6;
constexpr int kTabLine = 2;
constexpr int kHandleInset = 2;
constexpr int kHandleMin = 24;
constexpr int kSweepMs = 1600;

/// The tab's title; after the tabulator follows the count.
QString tabTitle(const QStyleOptionTab& option) { return option.text.section(u'\t', 0, 0); }
QString tabCount(const QStyleOptionTab& option) { return option.text.section(u'\t', 1, 1); }

int titleWidth(const QStyleOptionTab& option) {
    // Measured in bold like the current tab, so that choosing a tab moves none.
    return QFontMetrics(font(TextStyle::Strong)).size(Qt::TextShowMnemonic, tabTitle(option)).width();
}

} // namespace

// --- tabs
// -------------------------------------------------------------------------------------------------------

void paintTab(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget) {
    const QRect rect = option.rect;
    if (has(option, QStyle::State_MouseOver) && !has(option, QStyle::State_Selected) &&
        has(option, QStyle::State_Enabled))
        painter.fillRect(rect.adjusted(0, 4, 0, -1), color(Token::Hover));
    if (has(option, QStyle::State_Selected))
        painter.fillRect(QRect(rect.left(), rect.bottom() - kTabLine + 1, rect.width(), kTabLine),
                         color(Token::Accent));
    if (hasKeyboardFocus(option, widget))
        paintFocus(painter, QRectF(rect).adjusted(2, 4, -2, -4), Token::Accent, metrics::kRadius);
}

void paintTabLabel(const QStyleOptionTab& option, QPainter& painter) {
    const bool current = has(option, QStyle::State_Selected);
    painter.save();
    painter.setFont(font(current ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(color(!has(option, QStyle::State_Enabled) ? Token::Ink3
                         : current                           ? Token::Ink
                                                             : Token::Ink2));
    const QRect room = option.rect.adjusted(kTabPadding, 0, 0, 0);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, tabTitle(option));
    if (const QString count = tabCount(option); !count.isEmpty()) {
        painter.setFont(font(TextStyle::Tick));
        painter.setPen(color(Token::Ink3));
        painter.drawText(room.adjusted(titleWidth(option) + kCountGap, 1, 0, 1),
                         Qt::AlignLeft | Qt::AlignVCenter, count);
    }
    painter.restore();
}

QSize tabSize(const QStyleOptionTab& option) {
    const QString count = tabCount(option);
    const int behind =
        count.isEmpty() ? 0 : kCountGap + QFontMetrics(font(TextStyle::Tick)).horizontalAdvance(count);
    return {titleWidth(option) + behind + 2 * kTabPadding, scaled(metrics::kTabsHeight)};
}

// --- scroll bars, progress, splitters
// ---------------------------------------------------------------------------

QRect scrollBarRect(const QStyleOptionSlider& option, QStyle::SubControl part) {
    const bool level = option.orientation == Qt::Horizontal;
    const int length = level ? option.rect.width() : option.rect.height();
    const qint64 range = qint64(option.maximum) - option.minimum;
    int handle = length;
    if (range > 0)
        handle = std::clamp(static_cast<int>(qint64(length) * option.pageStep / (range + option.pageStep)),
                            std::min(kHandleMin, length), length);
    const int at = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                   length - handle, option.upsideDown);
    const auto along = [&](int from, int size) {
        return level ? QRect(option.rect.left() + from, option.rect.top(), size, option.rect.height())
                     : QRect(option.rect.left(), option.rect.top() + from, option.rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return option.rect;
    case QStyle::SC_ScrollBarSlider:
        return along(at, handle);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, at);
    case QStyle::SC_ScrollBarAddPage:
        return along(at + handle, length - at - handle);
    default:
        return {}; // scroll bars have no arrows
    }
}

void paintScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) {
    const QWidget* parent = widget != nullptr ? widget->parentWidget() : nullptr;
    while (parent != nullptr && qobject_cast<const QAbstractScrollArea*>(parent) == nullptr)
        parent = parent->parentWidget();
    const auto* area = qobject_cast<const QAbstractScrollArea*>(parent);
    painter.fillRect(option.rect, area != nullptr
                                      ? area->viewport()->palette().color(area->viewport()->backgroundRole())
                                      : color(Token::Surface));
    if (option.maximum <= option.minimum)
        return;
    const bool held =
        has(option, QStyle::State_Sunken) && (option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const bool over =
        has(option, QStyle::State_MouseOver) && (option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const QRectF handle = QRectF(scrollBarRect(option, QStyle::SC_ScrollBarSlider))
                              .adjusted(kHandleInset, kHandleInset, -kHandleInset, -kHandleInset);
    paintBox(painter, handle, {held || over ? Token::Control : Token::Line2, Token::Line2, 0},
             metrics::kRadiusSmall);
}

void paintProgress(const QStyleOptionProgressBar& option, QPainter& painter) {
    const QRectF rect = option.rect;
    const double radius = std::min(2.0, rect.height() / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Line));
    painter.drawRoundedRect(rect, radius, radius);
    QRectF done = rect;
    const qint64 range = qint64(option.maximum) - option.minimum;
    if (range > 0) {
        done.setWidth(rect.width() * static_cast<double>(qint64(option.progress) - option.minimum) /
                      static_cast<double>(range));
    } else { // unknown share: a third that sweeps across
        const double phase = static_cast<double>(QDateTime::currentMSecsSinceEpoch() % kSweepMs) / kSweepMs;
        done.setWidth(rect.width() / 3);
        done.moveLeft(rect.left() + (rect.width() + done.width()) * phase - done.width());
        done &= rect;
    }
    painter.setBrush(color(has(option, QStyle::State_Enabled) ? Token::Accent : Token::Control));
    if (done.width() > 0)
        painter.drawRoundedRect(done, radius, radius);
    painter.restore();
}

void paintFrame(const QStyleOption& option, QPainter& painter, bool filled) {
    painter.save();
    painter.setPen(color(Token::Line2));
    painter.setBrush(filled ? QBrush(color(Token::Surface)) : QBrush(Qt::NoBrush));
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void paintSplitter(const QStyleOption& option, QPainter& painter) {
    const bool level = has(option, QStyle::State_Horizontal);
    const QRect rect = option.rect;
    const QRect line = level ? QRect(rect.center().x(), rect.top(), metrics::kSplitterLine, rect.height())
                             : QRect(rect.left(), rect.center().y(), rect.width(), metrics::kSplitterLine);
    painter.fillRect(line, color(has(option, QStyle::State_Sunken) ? Token::Accent : Token::Line));
}

// --- menus
// ------------------------------------------------------------------------------------------------------

void paintMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) {
    const QRect rect = option.rect;
    painter.fillRect(rect, color(Token::Surface));
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(rect.left(), rect.center().y(), rect.width(), 1), color(Token::Line));
        return;
    }
    painter.save();
    const bool enabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && enabled)
        painter.fillRect(rect, color(Token::AccentSoft));
    QRect room = rect.adjusted(metrics::kGap12, 0, -metrics::kGap12, 0);
    const QRectF sign(room.left(), room.center().y() - metrics::kIcon / 2.0 + 0.5, metrics::kIcon,
                      metrics::kIcon);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        paintIcon(painter, sign, QStringLiteral("check"), color(enabled ? Token::Accent : Token::Ink3));
    else if (!option.icon.isNull())
        option.icon.paint(&painter, sign.toRect(), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    if (option.menuHasCheckableItems || option.maxIconWidth > 0)
        room.setLeft(room.left() + metrics::kIcon + metrics::kGap8);
    painter.setPen(color(enabled ? Token::Ink : Token::Ink3));
    painter.setFont(font(TextStyle::Body));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic,
                     option.text.section(u'\t', 0, 0));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintChevron(painter, QRectF(room.right() - 11, room.center().y() - 5.5, 12, 12), "right",
                     Token::Ink3);
    } else {
        painter.setPen(color(Token::Ink3));
        painter.setFont(font(TextStyle::Tick));
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, option.text.section(u'\t', 1, 1));
    }
    painter.restore();
}

QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents) {
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), 9};
    const QFontMetrics fm(font(TextStyle::Body));
    int width = fm.size(Qt::TextShowMnemonic, option.text.section(u'\t', 0, 0)).width() + 2 * metrics::kGap12;
    if (const QString keys = option.text.section(u'\t', 1, 1); !keys.isEmpty())
        width += metrics::kGap24;
    if (option.menuHasCheckableItems || option.maxIconWidth > 0)
        width += metrics::kIcon + metrics::kGap8;
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += metrics::kGap24;
    return {width, scaled(metrics::kTableRow)};
}

} // namespace driftwood::ui::style
