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
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &ChartClock::repaintNext);
}

void ChartClock::markDirty(ClockedChart* chart) {
    if (std::ranges::find(m_dirty, chart) == m_dirty.end())
        m_dirty.push_back(chart);
    if (!m_timer.isActive() && chart->isOnScreen())
        m_timer.start();
}

void ChartClock::forget(ClockedChart* chart) {
    std::erase(m_dirty, chart);
    std::erase(m_due, chart);
}

void ChartClock::tick() {
    for (ClockedChart* chart : m_dirty)
        if (chart->isOnScreen() && std::ranges::find(m_due, chart) == m_due.end())
            m_due.push_back(chart);
    if (m_due.empty())
        m_timer.stop();
    else
        repaintNext();
}

void ChartClock::repaintNext() {
    // While one chart is painted, others may become dirty or be destroyed.
    while (!m_due.empty()) {
        ClockedChart* const chart = m_due.front();
        m_due.erase(m_due.begin());
        if (std::erase(m_dirty, chart) == 0)
            continue;
        chart->repaintChart();
        break;
    }
    if (!m_due.empty())
        m_next.start();
}

} // namespace driftwood::ui
