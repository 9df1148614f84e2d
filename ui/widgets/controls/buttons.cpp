#include "ui/widgets/controls/buttons.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

namespace driftwood::ui {

QPushButton* pushButton(const QString& text, ButtonKind kind, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    setButtonKind(*button, kind);
    return button;
}

QPushButton* pushButton(const QString& iconName, const QString& text, ButtonKind kind, QWidget* parent) {
    QPushButton* button = pushButton(text, kind, parent);
    button->setIcon(icon(iconName));
    return button;
}

QPushButton* barButton(const QString& text, QWidget* parent) {
    QPushButton* button = pushButton(text, ButtonKind::Default, parent);
    setCompact(*button);
    return button;
}

QPushButton* barButton(const QString& iconName, const QString& text, QWidget* parent) {
    QPushButton* button = barButton(text, parent);
    button->setIcon(icon(iconName));
    return button;
}

QToolButton* iconButton(const QString& iconName, const QString& what, const QKeySequence& shortcut,
                        QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(metrics::kIcon, metrics::kIcon));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(what);
    if (shortcut.isEmpty()) {
        button->setToolTip(what);
    } else {
        button->setShortcut(shortcut);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(what, shortcut.toString(QKeySequence::NativeText)));
    }
    setCompact(*button);
    return button;
}

QPushButton* linkButton(const QString& text, QWidget* parent) {
    QPushButton* button = pushButton(text, ButtonKind::Link, parent);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

} // namespace driftwood::ui
