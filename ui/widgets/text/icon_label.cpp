#include "ui/widgets/text/icon_label.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace driftwood::ui {

IconLabel::IconLabel(const QString& iconName, int size, Token tint, QWidget* parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_size(size)
    , m_tint(tint) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString& iconName, Token tint) {
    m_iconName = iconName;
    m_tint = tint;
    update();
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.drawPixmap(0, 0, iconPixmap(m_iconName, m_size, devicePixelRatioF(), color(m_tint)));
}

} // namespace driftwood::ui
