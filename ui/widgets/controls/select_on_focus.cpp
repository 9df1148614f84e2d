#include "ui/widgets/controls/select_on_focus.h"

#include <QAbstractItemView>
#include <QFocusEvent>

namespace driftwood::ui {
namespace {

class FocusSelection : public QObject {
  public:
    explicit FocusSelection(QAbstractItemView& view)
        : QObject(&view)
        , m_view(view) {
        view.setSelectionMode(QAbstractItemView::SingleSelection);
        view.installEventFilter(this);
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const bool in = event->type() == QEvent::FocusIn;
        if ((in || event->type() == QEvent::FocusOut) && m_view.model() != nullptr) {
            const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
            if (in && reason != Qt::MouseFocusReason)
                mark();
            else if (!in && reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
                m_view.clearSelection();
        }
        return QObject::eventFilter(watched, event);
    }

  private:
    void mark() {
        const QModelIndex current = m_view.currentIndex();
        m_view.setCurrentIndex(current.isValid() ? current : m_view.model()->index(0, 0));
    }

    QAbstractItemView& m_view;
};

} // namespace

void selectOnFocus(QAbstractItemView& view) { new FocusSelection(view); }

} // namespace driftwood::ui
