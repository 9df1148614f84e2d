#include "ui/widgets/on_screen.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QScreen>
#include <QTimer>
#include <algorithm>

namespace driftwood::ui {
namespace {

/// A window manager's title bar, until the window has its own frame to be measured.
constexpr QSize kUsualFrame(2, 32);

QSize frameOf(const QWidget& widget) {
    const QSize frame = widget.frameGeometry().size() - widget.geometry().size();
    return widget.isVisible() && frame.height() > 0 ? frame : kUsualFrame;
}

} // namespace

QSize fittingSize(const QWidget& widget, const QSize& wanted) {
    const QScreen* screen = widget.screen();
    return screen == nullptr ? wanted
                             : wanted.boundedTo(screen->availableGeometry().size() - frameOf(widget));
}

void keepOnScreen(QWidget& window) {
    const QScreen* screen = window.screen();
    if (screen == nullptr || window.isMaximized() || window.isFullScreen())
        return;
    const QRect room = screen->availableGeometry();
    const QSize size = fittingSize(window, window.size());
    if (size != window.size())
        window.resize(size);
    const QRect frame = window.frameGeometry();
    const QPoint to(std::max(room.left(), std::min(frame.left(), room.right() + 1 - frame.width())),
                    std::max(room.top(), std::min(frame.top(), room.bottom() + 1 - frame.height())));
    if (to != frame.topLeft())
        window.move(to);
}

DialogsOnScreen::DialogsOnScreen(QObject* parent)
    : QObject(parent) {
    qApp->installEventFilter(this);
}

bool DialogsOnScreen::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show || event->type() == QEvent::Resize)
        if (auto* dialog = qobject_cast<QDialog*>(watched); dialog != nullptr && dialog->isWindow())
            // After the layout has settled, which follows the event.
            QTimer::singleShot(0, dialog, [dialog] { keepOnScreen(*dialog); });
    return QObject::eventFilter(watched, event);
}

} // namespace driftwood::ui
