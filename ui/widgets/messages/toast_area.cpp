#include "ui/widgets/messages/toast_area.h"

#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/messages/toast_card.h"

#include <QEvent>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {
constexpr int kAtMost = 3;
}

ToastArea::ToastArea(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(metrics::kGap8);
    m_column->setSizeConstraint(QLayout::SetNoConstraint);
    parent->installEventFilter(this);
    hide();
}

QList<ToastCard*> ToastArea::cards() const {
    return findChildren<ToastCard*>(QString(), Qt::FindDirectChildrenOnly);
}

int ToastArea::showToast(const Toast& toast) {
    const int id = m_nextId++;
    const QList<ToastCard*> shown = cards();
    if (shown.size() >= kAtMost) {
        // Removes the oldest that does not stay; an error only if all three are errors.
        const auto mayGo =
            std::find_if(shown.begin(), shown.end(), [](const ToastCard* c) { return !c->stays(); });
        closeToast((mayGo == shown.end() ? shown.front() : *mayGo)->id());
    }
    auto* card = new ToastCard(toast, id, this);
    connect(card, &ToastCard::actionTriggered, this, &ToastArea::actionTriggered);
    connect(card, &ToastCard::done, this, &ToastArea::closeToast);
    m_column->addWidget(card);
    card->show();
    show();
    raise();
    place();
    return id;
}

void ToastArea::closeToast(int id) {
    for (ToastCard* card : cards())
        if (card->id() == id) {
            m_column->removeWidget(card);
            card->setParent(nullptr); // no longer counted; its signal may be on the stack
            card->deleteLater();
            setVisible(!cards().isEmpty());
            place();
            Q_EMIT toastClosed(id);
            return;
        }
}

int ToastArea::count() const { return static_cast<int>(cards().size()); }

void ToastArea::setBottomMargin(int margin) {
    m_bottomMargin = margin;
    place();
}

void ToastArea::place() {
    const QWidget* parent = parentWidget();
    const int width = scaled(metrics::kToastWidth);
    const int height = m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width)
                                                     : m_column->totalSizeHint().height();
    setGeometry(parent->width() - width - metrics::kGap16,
                parent->height() - height - m_bottomMargin - metrics::kGap16, width, height);
}

bool ToastArea::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

bool ToastArea::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

} // namespace driftwood::ui
