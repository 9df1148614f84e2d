#include "ui/widgets/layout/bar.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layout/flow_layout.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <utility>

namespace driftwood::ui {

namespace {

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

} // namespace

Bar::Bar(QWidget* parent)
    : Bar(metrics::kBarHeight, Token::Surface, parent) {}

Bar::Bar(int height, Token ground, QWidget* parent)
    : QFrame(parent)
    , m_row(new QHBoxLayout(this)) {
    setGround(*this, ground);
    setScaled(*this, Extent::MinimumHeight, height);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_row->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, 1);
    m_row->setSpacing(metrics::kGap8);
}

void Bar::setWraps() {
    delete std::exchange(m_row, nullptr);
    m_rows = new FlowLayout(this);
    const int around = (minimumHeight() - scaled(metrics::kControlHeightBar)) / 2;
    m_rows->setContentsMargins(metrics::kGap12, around, metrics::kGap12, around);
    m_rows->setSpacing(metrics::kGap8);
}

void Bar::addWidget(QWidget* control, int stretch) {
    if (isControl(control) && minimumHeight() <= scaled(metrics::kBarHeight))
        setCompact(*control);
    if (m_rows != nullptr)
        return m_rows->addWidget(control);
    m_row->addWidget(control, stretch, stretch > 0 ? Qt::Alignment() : Qt::AlignVCenter);
}

void Bar::addStretch(int stretch) {
    if (m_rows != nullptr)
        m_rows->addStretch();
    else
        m_row->addStretch(stretch);
}

void Bar::addSpacing(int pixels) { m_row->addSpacing(pixels); }

void Bar::setLine(Line line) {
    m_line = line;
    update();
}

void Bar::paintEvent(QPaintEvent*) {
    if (m_line == Line::None)
        return;
    QPainter painter(this);
    painter.fillRect(0, m_line == Line::Below ? height() - 1 : 0, width(), 1, color(Token::Line));
}

} // namespace driftwood::ui
