#include "ui/shell/navigation_column.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QButtonGroup>
#include <QFocusEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kIconTop = 8;
constexpr int kBadgeSize = 15;
constexpr int kMark = 28;
constexpr int kLargestBadge = 99;
constexpr qreal kFocusWidth = 2.0;

} // namespace

NavigationButton::NavigationButton(const PageEntry& entry, QWidget* parent)
    : QAbstractButton(parent)
    , m_icon(entry.icon) {
    setText(entry.name);
    setAccessibleName(text());
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void NavigationButton::setBadge(int count) {
    m_badge = count;
    setAccessibleName(count == 0 ? text() : tr("%1, %n open alarm(s)", nullptr, count).arg(text()));
    update();
}

QSize NavigationButton::sizeHint() const {
    const QFontMetrics widest(ui::font(TextStyle::NavStrong));
    return {std::max(metrics::kNavItemWidth, widest.horizontalAdvance(text())),
            scaled(metrics::kNavItemHeight)};
}

bool NavigationButton::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        m_keyboardFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                          reason == Qt::ShortcutFocusReason;
    } else if (event->type() == QEvent::FocusOut) {
        m_keyboardFocus = false;
    }
    return QAbstractButton::event(event);
}

void NavigationButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool current = isChecked();
    const QRectF ground = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (current || isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(current ? Token::AccentSoft : isDown() ? Token::Line : Token::Hover));
        painter.drawRoundedRect(ground, metrics::kRadius, metrics::kRadius);
    }
    const QColor ink = color(current ? Token::Accent : Token::Ink2);
    const QRectF iconRect((width() - metrics::kNavIcon) / 2.0, kIconTop, metrics::kNavIcon,
                          metrics::kNavIcon);
    paintIcon(painter, iconRect, m_icon, ink);
    painter.setPen(ink);
    painter.setFont(ui::font(current ? TextStyle::NavStrong : TextStyle::Nav));
    const QRectF textRect(0, iconRect.bottom() + metrics::kGap4, width(), height() - iconRect.bottom() - 8);
    painter.drawText(textRect, Qt::AlignHCenter | Qt::AlignTop, text());
    if (m_badge > 0)
        paintBadge(painter);
    if (hasFocus() && m_keyboardFocus) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color(Token::Accent), kFocusWidth));
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    }
}

void NavigationButton::paintBadge(QPainter& painter) const {
    const QString text = m_badge > kLargestBadge ? QStringLiteral("99+") : QString::number(m_badge);
    painter.setFont(ui::font(TextStyle::LabelCaps));
    const int wide = std::max(kBadgeSize, painter.fontMetrics().horizontalAdvance(text) + 7);
    const QRectF badge(width() / 2.0 + 7, 2, wide, kBadgeSize);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Ember));
    painter.drawRoundedRect(badge, kBadgeSize / 2.0, kBadgeSize / 2.0);
    painter.setPen(color(Token::Window));
    painter.drawText(badge, Qt::AlignCenter, text);
}

NavigationColumn::NavigationColumn(const PageEntries& entries, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this)) {
    setMinimumWidth(metrics::kNavWidth);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // the longest name determines the width
    setAccessibleName(tr("Navigation"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 0, 6, metrics::kGap4);
    column->setSpacing(metrics::kGap4);

    auto* mark = new QToolButton(this);
    mark->setIcon(icon(QStringLiteral("mark"), Token::Accent));
    mark->setIconSize({kMark, kMark});
    mark->setFixedSize(metrics::kHeaderHeight, metrics::kHeaderHeight);
    mark->setAutoRaise(true);
    mark->setAccessibleName(tr("Driftwood menu"));
    mark->setToolTip(tr("Start, settings, about"));
    connect(mark, &QToolButton::clicked, this,
            [this, mark] { Q_EMIT menuRequested(mark->mapToGlobal(QPoint(0, mark->height()))); });
    column->addWidget(mark, 0, Qt::AlignHCenter);

    const auto addButtons = [&](PageEntry::Button where) {
        for (const PageEntry& entry : entries)
            if (entry.button == where)
                column->addWidget(addButton(entry), 0, Qt::AlignHCenter);
    };
    addButtons(PageEntry::Button::Column);
    column->addStretch();
    addButtons(PageEntry::Button::Foot);
}

NavigationButton* NavigationColumn::addButton(const PageEntry& entry) {
    auto* button = new NavigationButton(entry, this);
    m_group->addButton(button);
    m_buttons.insert(entry.id, button);
    button->setToolTip(QStringLiteral("%1  %2").arg(entry.name, entry.keys));
    connect(button, &QAbstractButton::clicked, this, [this, id = entry.id] { Q_EMIT pageChosen(id); });
    return button;
}

void NavigationColumn::setCurrent(const QString& page) {
    // An exclusive group always has one that is checked; a page may have no button.
    m_group->setExclusive(false);
    for (auto it = m_buttons.begin(); it != m_buttons.end(); ++it)
        it.value()->setChecked(it.key() == page);
    m_group->setExclusive(m_buttons.contains(page));
}

void NavigationColumn::setAlarmCount(int count) {
    if (NavigationButton* monitor = m_buttons.value(kMonitorPage))
        monitor->setBadge(count);
}

void NavigationColumn::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), color(Token::Line));
}

} // namespace driftwood::ui
