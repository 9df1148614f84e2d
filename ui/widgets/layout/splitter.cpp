#include "ui/widgets/layout/splitter.h"

#include "ui/theme/metrics.h"

namespace driftwood::ui {

namespace {

/// Qt widens the handle of a thin splitter to 5 px for the mouse, with contents margins that layout and
/// painting ignore. Ours is a little wider. Never set the base's own margins: both would resize each other
/// endlessly.
class Handle : public QSplitterHandle {
  public:
    using QSplitterHandle::QSplitterHandle;

  protected:
    void resizeEvent(QResizeEvent* event) override {
        QWidget::resizeEvent(event);
        setAttribute(Qt::WA_MouseNoMask);
        constexpr int kMargin = (metrics::kSplitterGrip - metrics::kSplitterLine) / 2;
        if (orientation() == Qt::Horizontal)
            setContentsMargins(kMargin, 0, kMargin, 0);
        else
            setContentsMargins(0, kMargin, 0, kMargin);
        setMask(QRegion(contentsRect()));
    }
};

} // namespace

Splitter::Splitter(Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent) {
    setChildrenCollapsible(false);
}

QSplitterHandle* Splitter::createHandle() { return new Handle(orientation(), this); }

} // namespace driftwood::ui
