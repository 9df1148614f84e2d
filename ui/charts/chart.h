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

/// Base of all charts: one or more tracks above one horizontal axis, with everything a person does to a chart
/// the same everywhere. Left drag brushes (where ranges may be brushed), wheel zooms at the pointer, right or
/// middle drag pans, double click shows all; arrows move the crosshair or the edge that has focus (Shift
/// ×10), `[` `]` choose an edge,
/// + − 0 zoom, L switches to a logarithmic axis and back, Enter makes a range or activates, Delete removes
/// one. Changes are painted by ChartClock. UI thread only.
class Chart : public QWidget {
    Q_OBJECT
  public:
    enum class Brush : std::uint8_t { None, One, Many };

    ~Chart() override;

    // --- What stands around the tracks ---
    /// Title row: title in bold, `detail` beside it. No row while both title and figure are empty.
    void setTitle(const QString& title, const QString& detail = {});
    /// Right end of the title row: the current value, "212,400" "records/s".
    void setFigure(const QString& value, const QString& unit = {});
    /// Second line under the axis, left; follows the words on thinning when there are any.
    void setFootnote(const QString& text);
    /// One sentence in the middle while no track has data: "Waiting for the first validation, epoch 1".
    void setEmptyText(const QString& text);
    /// The chart could not be made: what, where, and one button (none if `action` is empty). See
    /// failureAction().
    void setFailure(const QString& what, const QString& where, const QString& action = {});
    void clearFailure();

    // --- Horizontal axis ---
    void setXAxis(XAxis kind, const QString& unit = {});
    [[nodiscard]] XAxis xAxis() const;
    /// Zone of all times shown; UTC unless set.
    void setTimeZone(const QTimeZone& zone);
    /// Readout's first line; without one: the time, or the number after the axis' unit.
    void setPositionFormat(PositionFormat format);
    /// What "all" means; without it, the extent of the data.
    void setFullRange(std::optional<Interval> range);
    void setVisibleRange(const Interval& range);
    /// Shows the last `length` of the data and follows as it grows, until a person zooms or pans; 0: shows
    /// all.
    void followEnd(double length);
    void showAll();
    [[nodiscard]] Interval visibleRange() const;
    /// Whether it shows a stretch of its own, neither all nor the followed end.
    [[nodiscard]] bool isZoomed() const;
    /// Where new data enters: a line with `text` ("live edge", the time) at its right.
    void setLiveEdge(std::optional<double> x, const QString& text = {});
    void setGaps(std::vector<Gap> gaps);

    // --- Crosshair ---
    /// Shows crosshair and readout at `x` without emitting cursorMoved.
    void setCrosshair(std::optional<double> x);
    [[nodiscard]] std::optional<double> crosshair() const;
    /// The crosshairs of both charts move together from now on.
    void linkCrosshair(Chart* other);
    /// Readout's text, a row a line, tab before the value: what the box says and what tests read.
    [[nodiscard]] QString readoutText() const;

    // --- Brush ---
    void setBrush(Brush brush);
    /// Edges keep to `origin` + n `step`; step 0: free.
    void setSnap(double step, double origin = 0);
    void setRanges(std::vector<BrushRange> ranges);
    [[nodiscard]] const std::vector<BrushRange>& ranges() const;
    /// Name of a brush that makes one range; otherwise ranges are called A, B, C, …
    void setRangeName(const QString& name);
    /// What the label bar says after name and span: "≈593,318 records". Called while edges are dragged: be
    /// quick.
    void setRangeDetail(std::function<QString(const Interval&)> detail);
    /// Stretches left out of the ranges, hatched.
    void setExcluded(std::vector<Interval> stretches);

    // --- Taking it away ---
    /// At `scale` device pixels a pixel. Sharp at any scale.
    [[nodiscard]] QImage picture(double scale = 2);
    [[nodiscard]] Status exportPng(const QString& path, double scale = 2);
    [[nodiscard]] Status exportSvg(const QString& path);
    /// All points of the visible range, not only those drawn. First column x (times as ISO 8601 in UTC), then
    /// one column a series.
    [[nodiscard]] Status exportCsv(const QString& path);
    /// What the chart shows in words, with the current value: the accessible description.
    [[nodiscard]] QString summary() const;
    /// What is under crosshair or focused edge, in words: the accessible value.
    [[nodiscard]] QString currentText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void cursorMoved(double x);
    void cursorLeft();
    void visibleRangeChanged(double from, double to);
    /// Enter at the crosshair, or Ctrl and click.
    void activated(double x);
    void annotationActivated(const QString& id);
    void logToggled(bool logarithmic);
    /// A row of a heat track was clicked or chosen with Enter.
    void rowActivated(const QString& name);
    void failureAction();
    /// Ranges were made, removed or moved, by mouse or key, and stand now.
    void rangesChanged();
    /// An edge of ranges()[index] is moving; also while a new range is drawn.
    void rangeEdited(int index, const Interval& span);
    /// The range whose edge has focus changed; -1: none.
    void rangeFocused(int index);
    /// The context menu is about to show: add what the page can do at `x`.
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
