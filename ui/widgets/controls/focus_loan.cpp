#include "ui/widgets/controls/focus_loan.h"

namespace driftwood::ui {

void FocusLoan::setEnabled(QWidget& widget, bool enabled) {
    const QWidget* window = widget.window();
    const bool had = window->focusWidget() == &widget;
    widget.setEnabled(enabled);
    if (!enabled && had) {
        if (!m_owner || m_holder != &widget) // otherwise the focus only passed through this widget
            m_owner = &widget;
        m_holder = window->focusWidget();
    } else if (enabled && m_owner == &widget) {
        const QWidget* holder = window->focusWidget();
        if (holder == nullptr || holder == m_holder)
            widget.setFocus(Qt::OtherFocusReason);
        m_owner.clear();
    }
}

} // namespace driftwood::ui
