#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

/// The ranges brushed on a chart and how they change: drawn, moved, an edge dragged or stepped by keys.
/// Ranges are half-open, keep to the snap and never overlap. Knows no pixels.
class RangeBrush {
  public:
    struct Edge {
        int range = 0;
        bool end = false;
        bool operator==(const Edge&) const = default;
    };

    void setMode(Chart::Brush mode);
    [[nodiscard]] Chart::Brush mode() const { return m_mode; }
    void setSnap(double step, double origin);
    [[nodiscard]] double step() const { return m_step; }
    void setName(const QString& name) { m_name = name; }
    void setRanges(std::vector<BrushRange> ranges);
    [[nodiscard]] const std::vector<BrushRange>& ranges() const { return m_ranges; }
    void setLimits(const Interval& limits) { m_limits = limits; }

    [[nodiscard]] std::optional<Edge> focus() const { return m_focus; }
    void setFocus(std::optional<Edge> edge) { m_focus = edge; }
    /// The next edge to the right (or left) of the one with focus, from left to right through all ranges;
    /// false at the last one: then nothing has focus.
    bool focusNext(bool forward);
    [[nodiscard]] double position(Edge edge) const;
    [[nodiscard]] std::optional<Edge> edgeNear(double x, double tolerance) const;
    [[nodiscard]] std::optional<int> rangeAt(double x) const;

    // --- One drag, from press to release ---
    void beginRange(double x);
    void beginEdge(Edge edge);
    void beginMove(int range, double x);
    [[nodiscard]] bool isDragging() const { return m_drag != Drag::None; }
    /// The range that is being changed; -1 while a new one is still empty.
    int drag(double x);
    /// False when nothing came of it.
    bool finish();
    /// Puts back what was before the drag.
    void cancel();

    // --- Keys ---
    /// Moves the edge with focus; false when there is none or it cannot move.
    bool moveFocused(double distance);
    /// Makes a range about `x`, `length` long, its end in focus; false where another one lies.
    bool make(double x, double length);
    bool removeFocused();

  private:
    enum class Drag : std::uint8_t { None, New, Edge, Move };

    [[nodiscard]] QString nextName() const;
    [[nodiscard]] double snapped(double x) const;
    /// The free stretch about `x`, other ranges than `without` in the way.
    [[nodiscard]] Interval room(double x, int without) const;
    [[nodiscard]] Interval between(double a, double b, int without) const;
    int addRange(const Interval& span);

    Chart::Brush m_mode = Chart::Brush::None;
    double m_step = 0;
    double m_origin = 0;
    QString m_name;
    Interval m_limits{-1e300, 1e300};
    std::vector<BrushRange> m_ranges;
    std::vector<BrushRange> m_before; ///< as they were when the drag began
    std::optional<Edge> m_focus;
    Drag m_drag = Drag::None;
    int m_dragged = -1;
    double m_anchor = 0; ///< the end that stays, or where a move began
    Interval m_moved;
};

} // namespace driftwood::ui
