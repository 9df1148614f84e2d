#pragma once

#include <QPushButton>
#include <QVariant>

namespace driftwood::test {

/// The visible button with this text; null if there is none.
inline QPushButton* buttonOf(const QWidget* parent, const QString& text) {
    for (auto* button : parent->findChildren<QPushButton*>())
        if (button->text() == text && button->isVisible())
            return button;
    return nullptr;
}

/// Whether a visible widget has a text or an accessible name that contains this.
inline bool says(const QWidget& window, const QString& text) {
    for (const auto* widget : window.findChildren<QWidget*>())
        if (widget->isVisibleTo(&window) &&
            (widget->accessibleName().contains(text) || widget->property("text").toString().contains(text)))
            return true;
    return false;
}

} // namespace driftwood::test
