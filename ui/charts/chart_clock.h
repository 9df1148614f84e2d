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
/// they changed. It stands still while nothing is dirty.
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

    QTimer m_timer;
    std::vector<ClockedChart*> m_dirty;
};

} // namespace driftwood::ui
