#include "ui/widgets/messages/on_screen.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QLayout>
#include <QPointer>
#include <QScreen>
#include <QTimer>
#include <algorithm>

namespace driftwood::ui {
namespace {

/// The size of a usual title bar and frame, until the window's own frame can be measured.
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

/// Grows the dialog only when its contents need more than before, because the user may have made it smaller.
void DialogsOnScreen::grow(QDialog& dialog) {
    const QLayout* layout = dialog.layout();
    if (layout == nullptr || !dialog.isVisible())
        return;
    const int needed = layout->hasHeightForWidth() ? layout->totalHeightForWidth(dialog.width())
                                                   : layout->totalSizeHint().height();
    int& before = m_heights[&dialog];
    if (before != 0 && needed > before && needed > dialog.height())
        dialog.resize(dialog.width(), needed);
    before = needed;
}

bool DialogsOnScreen::eventFilter(QObject* watched, QEvent* event) {
    const bool said = event->type() == QEvent::LayoutRequest;
    if (said || event->type() == QEvent::Show || event->type() == QEvent::Resize) {
        if (auto* dialog = qobject_cast<QDialog*>(watched); dialog != nullptr && dialog->isWindow())
            // Delayed until the layout has settled, which happens after the event.
            QTimer::singleShot(0, dialog, [self = QPointer<DialogsOnScreen>(this), dialog] {
                if (self != nullptr)
                    self->grow(*dialog);
                keepOnScreen(*dialog);
            });
    } else if (event->type() == QEvent::Hide) {
        m_heights.remove(watched);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace driftwood::ui
