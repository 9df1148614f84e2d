#include "ui/widgets/lists/window_scroll_bar.h"

#include <cmath>

namespace driftwood::ui {

namespace {
/// Number of handle positions; with fewer rows there is one per row.
constexpr qint64 kPositions = qint64(1) << 30;
} // namespace

WindowScrollBar::WindowScrollBar(QWidget* parent)
    : QScrollBar(Qt::Vertical, parent) {
    connect(this, &QAbstractSlider::actionTriggered, this, &WindowScrollBar::acted);
}

void WindowScrollBar::setSpan(qint64 lastFirst, int page, qint64 first) {
    m_lastFirst = lastFirst;
    m_first = first;
    const qint64 positions = std::min(lastFirst, kPositions);
    setRange(0, static_cast<int>(positions));
    setPageStep(page);
    const double share = lastFirst > 0 ? static_cast<double>(first) / static_cast<double>(lastFirst) : 0.0;
    setValue(static_cast<int>(std::llround(share * static_cast<double>(positions))));
    setVisible(lastFirst > 0);
}

void WindowScrollBar::acted(int action) {
    qint64 first = m_first;
    switch (action) {
    case SliderSingleStepAdd:
        first += 1;
        break;
    case SliderSingleStepSub:
        first -= 1;
        break;
    case SliderPageStepAdd:
        first += pageStep();
        break;
    case SliderPageStepSub:
        first -= pageStep();
        break;
    case SliderToMinimum:
        first = 0;
        break;
    case SliderToMaximum:
        first = m_lastFirst;
        break;
    case SliderMove:
        // The last position is exactly the last row, independent of rounding.
        first = sliderPosition() == maximum() ? m_lastFirst
                                              : std::llround(static_cast<double>(sliderPosition()) /
                                                             static_cast<double>(std::max(1, maximum())) *
                                                             static_cast<double>(m_lastFirst));
        break;
    default:
        return;
    }
    Q_EMIT moved(std::clamp<qint64>(first, 0, m_lastFirst));
    setSliderPosition(value()); // the rows moved exactly, and the handle follows
}

} // namespace driftwood::ui
