#pragma once

#include <QObject>
#include <QTimer>
#include <vector>

namespace driftwood::ui {

/// A widget that the clock repaints. UI thread only.
class ClockedChart {
  public:
    virtual ~ClockedChart() = default;
    /// False while hidden: a hidden chart stays dirty and is not painted.
    [[nodiscard]] virtual bool isOnScreen() const = 0;
    virtual void repaintChart() = 0;
};

/// The common clock of all charts. Every 40 ms it repaints the visible charts that changed, however often
/// they changed. It paints one at a time and lets mouse and keyboard events through in between. It stops
/// while nothing is dirty.
class ChartClock : public QObject {
    Q_OBJECT
  public:
    static constexpr int kPeriodMs = 40;

    [[nodiscard]] static ChartClock& instance();

    void markDirty(ClockedChart* chart);
    /// Must be called before `chart` is destroyed.
    void forget(ClockedChart* chart);
    /// Charts waiting for a repaint, hidden ones included.
    [[nodiscard]] std::size_t dirtyCount() const { return m_dirty.size(); }

  private:
    ChartClock();
    void tick();
    void repaintNext();

    QTimer m_timer;
    QTimer m_next; ///< a timer, because posted events would all run before the mouse events
    std::vector<ClockedChart*> m_dirty;
    std::vector<ClockedChart*> m_due; ///< charts of m_dirty that this tick still has to repaint
};

} // namespace driftwood::ui
