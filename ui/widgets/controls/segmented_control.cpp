#include "ui/widgets/controls/segmented_control.h"

#include "ui/widgets/controls/segment_button.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace driftwood::ui {

SegmentedControl::SegmentedControl(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this)) {
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on)
            return;
        if (QAbstractButton* before = m_group->button(m_current))
            before->setFocusPolicy(Qt::ClickFocus);
        m_group->button(id)->setFocusPolicy(Qt::StrongFocus);
        m_current = id;
        Q_EMIT currentIndexChanged(id);
    });
}

SegmentedControl::SegmentedControl(const QString& name, const QStringList& items, QWidget* parent)
    : SegmentedControl(name, parent) {
    for (const QString& item : items)
        addItem(item);
}

void SegmentedControl::addItem(const QString& text, const QVariant& value) {
    auto* button = new SegmentButton(text);
    const int id = count();
    m_data << value;
    button->setFocusPolicy(Qt::ClickFocus);
    button->installEventFilter(this);
    m_group->addButton(button, id);
    setItemText(id, text);
    m_row->addWidget(button);
    for (int i = 0; i <= id; ++i)
        static_cast<SegmentButton*>(m_group->button(i))->setPlace(i == 0, i == id);
    if (id == 0)
        button->setChecked(true);
}

int SegmentedControl::count() const { return static_cast<int>(m_data.size()); }
int SegmentedControl::currentIndex() const { return m_current; }
QVariant SegmentedControl::currentData() const { return m_data.value(currentIndex()); }

void SegmentedControl::setCurrentIndex(int index) {
    if (QAbstractButton* button = m_group->button(index))
        button->setChecked(true);
}

void SegmentedControl::setHolds(bool holds) {
    QAbstractButton* button = m_group->button(m_current);
    if (button == nullptr || button->isChecked() == holds)
        return;
    const QSignalBlocker quiet(m_group);
    m_group->setExclusive(false); // an exclusive group always has a checked button
    button->setChecked(holds);
    m_group->setExclusive(true);
}

void SegmentedControl::setItemText(int index, const QString& text) {
    if (QAbstractButton* button = m_group->button(index)) {
        button->setText(text);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(accessibleName(), text));
    }
}

void SegmentedControl::setItemVisible(int index, bool visible) {
    if (QAbstractButton* button = m_group->button(index))
        button->setVisible(visible);
}

void SegmentedControl::setItemEnabled(int index, bool enabled, const QString& reason) {
    if (QAbstractButton* button = m_group->button(index)) {
        button->setEnabled(enabled);
        button->setToolTip(enabled ? QString() : reason);
    }
}

bool SegmentedControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Left && key != Qt::Key_Right)
        return QWidget::eventFilter(watched, event);
    step(key == Qt::Key_Right ? 1 : -1);
    return true;
}

void SegmentedControl::step(int by) {
    for (int i = currentIndex() + by; i >= 0 && i < count(); i += by)
        if (QAbstractButton* button = m_group->button(i); button->isEnabled() && !button->isHidden()) {
            button->setChecked(true);
            button->setFocus(Qt::TabFocusReason);
            return;
        }
}

} // namespace driftwood::ui
