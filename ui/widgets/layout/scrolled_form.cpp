#include "ui/widgets/layout/scrolled_form.h"

#include "ui/theme/metrics.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QResizeEvent>
#include <QScrollBar>

namespace driftwood::ui {
namespace {

constexpr int kLeastHeight = 120;

} // namespace

ScrolledForm::ScrolledForm(QWidget* form, QWidget* parent)
    : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    setWidget(form);
    form->setAutoFillBackground(false);
    form->installEventFilter(this);
}

QSize ScrolledForm::sizeHint() const {
    QSize form = widget() != nullptr ? widget()->sizeHint() : QSize();
    if (widget() != nullptr && widget()->hasHeightForWidth())
        form.setHeight(widget()->heightForWidth(isVisible() ? width() - metrics::kScrollBar : form.width()));
    // Reserves room for the scroll bar, so that it covers no field.
    return {form.width() + metrics::kScrollBar, form.height()};
}

QSize ScrolledForm::minimumSizeHint() const {
    const QSize least = widget() != nullptr ? widget()->minimumSizeHint() : QSize();
    return {least.width() + metrics::kScrollBar, std::min(least.height(), scaled(kLeastHeight))};
}

void ScrolledForm::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // with another width its lines wrap differently
}

bool ScrolledForm::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry(); // rows were added or removed
    return QScrollArea::eventFilter(watched, event);
}

} // namespace driftwood::ui
