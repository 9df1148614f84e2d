#pragma once

#include <QPointF>
#include <optional>

class QKeyEvent;
class QMouseEvent;
class QPoint;
class QWheelEvent;

namespace driftwood::ui {

class ChartPrivate;

/// Mouse and keyboard of every chart.
class ChartInput {
  public:
    explicit ChartInput(ChartPrivate& chart)
        : m_chart(chart) {}

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void doubleClick(const QMouseEvent& event);
    void leave();
    void wheel(QWheelEvent& event);
    /// True if the key was used.
    bool key(const QKeyEvent& event);
    /// Tab visits the edges before it leaves the chart.
    bool tab(bool forward);
    void showMenu(QPoint position, double x);
    /// The focus came from the keyboard, so a ring is drawn.
    void setRing(bool ring);
    [[nodiscard]] bool hasRing() const { return m_ring; }
    /// Zooms about the crosshair, or the middle if there is none.
    void zoom(double factor);

  private:
    void pressLeft(QPointF at);
    void releaseLeft(const QMouseEvent& event);
    void moveCrosshair(QPointF at);
    void updateCursorShape(QPointF at);
    bool arrow(int direction, Qt::KeyboardModifiers modifiers);
    bool bracket(bool forward);
    bool enter(Qt::KeyboardModifiers modifiers);
    bool escape();
    void rangesEdited(int index);
    void focusMoved();

    ChartPrivate& m_chart;
    std::optional<QPointF> m_pressed; ///< where the left button went down
    std::optional<QPointF> m_panFrom; ///< where the right or middle button was pressed or last seen
    bool m_panned = false;
    bool m_moved = false;
    bool m_ring = false;
    int m_announcedFocus = -1;
};

} // namespace driftwood::ui
