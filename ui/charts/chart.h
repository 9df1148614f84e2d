#pragma once

#include "base/result.h"
#include "ui/charts/chart_types.h"

#include <QImage>
#include <QTimeZone>
#include <QWidget>
#include <memory>

class QMenu;

namespace driftwood::ui {

class ChartPrivate;

/// Base of all charts: one or more tracks above one horizontal axis, with the same mouse and keyboard control
/// everywhere. Left drag brushes (where ranges may be brushed), wheel zooms at the pointer, right or middle
/// drag pans, double click shows all; arrows move the crosshair or the edge that has focus (Shift ×10), `[`
/// `]` choose an edge, + − 0 zoom, L switches to a logarithmic axis and back, Enter makes a range or
/// activates, Delete removes one. Changes are painted by ChartClock. UI thread only.
class Chart : public QWidget {
    Q_OBJECT
  public:
    enum class Brush : std::uint8_t { None, One, Many };

    ~Chart() override;

    // --- Around the tracks ---
    /// The title row: title in bold, `detail` beside it. Hidden while both title and figure are empty.
    void setTitle(const QString& title, const QString& detail = {});
    /// The current value at the right end of the title row: "212,400" "records/s".
    void setFigure(const QString& value, const QString& unit = {});
    /// The second line under the axis, at the left. If points are thinned, it follows the note about that.
    void setFootnote(const QString& text);
    /// The sentence in the middle while no track has data: "Waiting for the first validation, epoch 1".
    void setEmptyText(const QString& text);
    /// Shows that the chart could not be made: what failed, where, and one button (none if `action` is
    /// empty). See failureAction().
    void setFailure(const QString& what, const QString& where, const QString& action = {});
    void clearFailure();

    // --- Horizontal axis ---
    void setXAxis(XAxis kind, const QString& unit = {});
    [[nodiscard]] XAxis xAxis() const;
    /// Zone of all times shown; UTC unless set.
    void setTimeZone(const QTimeZone& zone);
    /// Formats the readout's first line. Without a format it shows the time, or the axis' unit and the
    /// number.
    void setPositionFormat(PositionFormat format);
    /// The range that "show all" means; without it, the extent of the data.
    void setFullRange(std::optional<Interval> range);
    void setVisibleRange(const Interval& range);
    /// Shows the last `length` of the data and follows as it grows, until the user zooms or pans; 0 shows
    /// all.
    void followEnd(double length);
    void showAll();
    [[nodiscard]] Interval visibleRange() const;
    /// Whether the user chose the visible stretch: it is neither all nor the followed end.
    [[nodiscard]] bool isZoomed() const;
    /// The point where new data appears: a line with `text` ("live edge", the time) at its right.
    void setLiveEdge(std::optional<double> x, const QString& text = {});
    void setGaps(std::vector<Gap> gaps);

    // --- Crosshair ---
    /// Shows crosshair and readout at `x` without emitting cursorMoved.
    void setCrosshair(std::optional<double> x);
    [[nodiscard]] std::optional<double> crosshair() const;
    /// Makes the crosshairs of both charts move together.
    void linkCrosshair(Chart* other);
    /// The readout's text, one row per line, with a tab before the value.
    [[nodiscard]] QString readoutText() const;

    // --- Brush ---
    void setBrush(Brush brush);
    /// Edges snap to `origin` + n * `step`; with step 0 they move freely.
    void setSnap(double step, double origin = 0);
    void setRanges(std::vector<BrushRange> ranges);
    [[nodiscard]] const std::vector<BrushRange>& ranges() const;
    /// The range's name if the brush makes only one; otherwise ranges are called A, B, C, …
    void setRangeName(const QString& name);
    /// The text in the label bar after name and span: "≈593,318 records". Called while edges are dragged, so
    /// it must be fast.
    void setRangeDetail(std::function<QString(const Interval&)> detail);
    /// Stretches that are left out of the ranges; drawn hatched.
    void setExcluded(std::vector<Interval> stretches);

    // --- Export ---
    /// The chart with `scale` device pixels per pixel; sharp at any scale.
    [[nodiscard]] QImage picture(double scale = 2);
    [[nodiscard]] Status exportPng(const QString& path, double scale = 2);
    [[nodiscard]] Status exportSvg(const QString& path);
    /// Writes all points of the visible range, not only those drawn. The first column is x (times as ISO 8601
    /// in UTC), then follows one column per series.
    [[nodiscard]] Status exportCsv(const QString& path);
    /// The accessible description: what the chart shows, in words, with the current value.
    [[nodiscard]] QString summary() const;
    /// The accessible value: what is at the crosshair or the focused edge, in words.
    [[nodiscard]] QString currentText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void cursorMoved(double x);
    void cursorLeft();
    void visibleRangeChanged(double from, double to);
    /// Enter at the crosshair, or a click with Ctrl.
    void activated(double x);
    void annotationActivated(const QString& id);
    void logToggled(bool logarithmic);
    /// A row of a heat track was clicked or chosen with Enter.
    void rowActivated(const QString& name);
    void failureAction();
    /// Ranges were made, removed or moved, by mouse or key; the change is complete.
    void rangesChanged();
    /// An edge of ranges()[index] is being moved; also while a new range is drawn.
    void rangeEdited(int index, const Interval& span);
    /// The range whose edge has focus changed; -1: none.
    void rangeFocused(int index);
    /// The context menu is about to open: the page adds what it can do at `x`.
    void menuRequested(QMenu* menu, double x);

  protected:
    explicit Chart(QWidget* parent);

    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

    std::unique_ptr<ChartPrivate> d;
    friend class ChartPrivate;
};

} // namespace driftwood::ui
