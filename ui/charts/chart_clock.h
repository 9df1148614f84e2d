#pragma once

#include <QObject>
#include <QTimer>
#include <vector>

namespace driftwood::ui {

/// Whoever is repainted by the clock. UI thread only.
class ClockedChart {
  public:
    virtual ~ClockedChart() = default;
    /// False while hidden: a hidden chart stays dirty and costs nothing.
    [[nodiscard]] virtual bool isOnScreen() const = 0;
    virtual void repaintChart() = 0;
};

/// The one clock of all charts: every 40 ms it repaints those that changed and can be seen, however often
/// they changed; one after the other, with whatever the mouse and the keys bring in between. It stands still
/// while nothing is dirty.
class ChartClock : public QObject {
    Q_OBJECT
  public:
    static constexpr int kPeriodMs = 40;

    [[nodiscard]] static ChartClock& instance();

    void markDirty(ClockedChart* chart);
    /// To be called before `chart` goes away.
    void forget(ClockedChart* chart);
    /// Charts waiting for a repaint, hidden ones included.
    [[nodiscard]] std::size_t dirtyCount() const { return m_dirty.size(); }

  private:
    ChartClock();
    void tick();
    void repaintNext();

    QTimer m_timer;
    QTimer m_next; ///< a timer, not a posted event: those would all come before the mouse
    std::vector<ClockedChart*> m_dirty;
    std::vector<ClockedChart*> m_due; ///< of m_dirty, what this tick has still to repaint
};

} // namespace driftwood::ui
