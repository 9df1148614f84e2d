#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

/// The ranges brushed on a chart and how they change: drawn, moved, an edge dragged or moved by keys. Ranges
/// are half-open, follow the snap and never overlap. Independent of pixels.
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

    [[nodiscard]] std::optional<Edge> focus() const { return m_focus; }
    void setFocus(std::optional<Edge> edge) { m_focus = edge; }
    /// Moves the focus to the next edge to the right (or left) through all ranges. Returns false after the
    /// last one; then no edge has focus.
    bool focusNext(bool forward);
    [[nodiscard]] double position(Edge edge) const;
    [[nodiscard]] std::optional<Edge> edgeNear(double x, double tolerance) const;
    [[nodiscard]] std::optional<int> rangeAt(double x) const;

    // --- One drag, from press to release ---
    void beginRange(double x);
    void beginEdge(Edge edge);
    void beginMove(int range, double x);
    [[nodiscard]] bool isDragging() const { return m_drag != Drag::None; }
    /// Returns the range that is being changed; -1 while a new one is still empty.
    int drag(double x);
    /// False if nothing changed.
    bool finish();
    /// Restores the ranges from before the drag.
    void cancel();

    // --- Keys ---
    /// Moves the edge with focus; false if there is none or it cannot move.
    bool moveFocused(double distance);
    /// Makes a range around `x`, `length` long, with focus on its end; false if another range is there.
    bool make(double x, double length);
    bool removeFocused();

  private:
    enum class Drag : std::uint8_t { None, New, Edge, Move };

    [[nodiscard]] QString nextName() const;
    [[nodiscard]] double snapped(double x) const;
    /// The free stretch around `x`; ranges other than `without` limit it.
    [[nodiscard]] Interval room(double x, int without) const;
    [[nodiscard]] Interval between(double a, double b, int without) const;
    int addRange(const Interval& span);

    Chart::Brush m_mode = Chart::Brush::None;
    double m_step = 0;
    double m_origin = 0;
    QString m_name;
    std::vector<BrushRange> m_ranges;
    std::vector<BrushRange> m_before; ///< the ranges when the drag began
    std::optional<Edge> m_focus;
    Drag m_drag = Drag::None;
    int m_dragged = -1;
    double m_anchor = 0; ///< the fixed end, or where a move began
    Interval m_moved;
};

} // namespace driftwood::ui
