#include "ui/charts/chart_clock.h"

#include <algorithm>

namespace driftwood::ui {

ChartClock& ChartClock::instance() {
    static ChartClock clock;
    return clock;
}

ChartClock::ChartClock() {
    m_timer.setInterval(kPeriodMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ChartClock::tick);
}

void ChartClock::markDirty(ClockedChart* chart) {
    if (std::ranges::find(m_dirty, chart) == m_dirty.end())
        m_dirty.push_back(chart);
    if (!m_timer.isActive() && chart->isOnScreen())
        m_timer.start();
}

void ChartClock::forget(ClockedChart* chart) { std::erase(m_dirty, chart); }

void ChartClock::tick() {
    // A chart may become dirty again, or go away, while another one is painted: work on those taken out
    // beforehand, and only while they are still asked for.
    const auto hidden = std::stable_partition(m_dirty.begin(), m_dirty.end(),
                                              [](const ClockedChart* chart) { return !chart->isOnScreen(); });
    std::vector<ClockedChart*> due(hidden, m_dirty.end());
    if (due.empty()) {
        m_timer.stop();
        return;
    }
    for (ClockedChart* chart : due)
        if (std::erase(m_dirty, chart) > 0)
            chart->repaintChart();
}

} // namespace driftwood::ui
