#pragma once

#include "ui/charts/chart_types.h"
#include "ui/charts/plot/paint.h"
#include "ui/charts/plot/qcp.h"
#include "ui/charts/plot/tickers.h"

namespace driftwood::ui {

class ChartPrivate;

/// One line of the crosshair's box.
struct ReadoutRow {
    QString name;
    QString value;
    QColor ink;
    std::optional<QColor>
        stroke; ///< drawn before the name, because the series' colour has too little contrast for text
};

/// One column of an export: points with ascending x.
struct CsvColumn {
    QString name;
    std::vector<double> x;
    std::vector<double> y;
};

/// How many of the existing points are drawn.
struct Thinning {
    std::size_t points = 0;
    std::size_t total = 0;
};

/// One strip of a chart with its own vertical axis. The chart owns it, prepares it, lays it out and has it
/// painted from the bottom up: ground, QCustomPlot's graphs, data, marks.
class Track {
  public:
    explicit Track(ChartPrivate& chart);
    virtual ~Track() = default;
    Track(const Track&) = delete;
    Track& operator=(const Track&) = delete;

    // --- Called by the chart ---
    [[nodiscard]] virtual std::optional<Interval> extent() const = 0;
    /// Chooses the points of `visible` to draw on about `columns` device pixels.
    virtual void prepare(const Interval& visible, int columns) = 0;
    /// Called when colours or fonts changed.
    virtual void restyle();
    /// The least height at which it can be drawn; and the height it wants, if more would be of no use.
    [[nodiscard]] virtual int fixedHeight() const { return 0; }
    [[nodiscard]] virtual int topRoom() const;
    /// The part of topRoom() that marks need, even where the unit stands elsewhere.
    [[nodiscard]] virtual int markRoom() const { return 0; }
    /// The height below which its data cannot be read.
    [[nodiscard]] virtual int leastHeight() const;
    /// Pixels needed right of the plot for labels; `width` is what remains for both.
    [[nodiscard]] virtual double rightRoom(double width) const;
    [[nodiscard]] virtual double labelWidth() const;
    virtual void paintGround(QCPPainter&) {}
    virtual void paintData(QCPPainter&) {}
    virtual void paintMarks(QCPPainter&) {}
    virtual void paintCursor(QCPPainter&, double) {}
    /// False in the heat strip, which shows only the brush's edges: a tint would change its colours.
    [[nodiscard]] virtual bool takesTint() const { return true; }
    /// Text above the plot that a brush's edge would cross; empty without any.
    [[nodiscard]] virtual QRectF headBox() const { return {}; }
    [[nodiscard]] virtual std::vector<ReadoutRow> readout(double x) const = 0;
    [[nodiscard]] virtual std::vector<CsvColumn> columns(const Interval& range) const = 0;
    [[nodiscard]] virtual QString summary() const = 0;
    [[nodiscard]] virtual Thinning thinning() const { return {}; }
    /// Series by colour, for the gutter or the title row; empty if labels at the lines' ends suffice.
    [[nodiscard]] virtual std::vector<LegendEntry> legend() const { return {}; }
    /// The position of data next to `x` in a direction (-1, 0: nearest, 1), at least `least` away; `x` itself
    /// if there is none.
    [[nodiscard]] virtual double neighbour(double x, int direction, double least) const;
    [[nodiscard]] virtual bool canBeLogarithmic() const { return false; }
    virtual void setLogarithmic(bool) {}
    [[nodiscard]] bool isLogarithmic() const { return m_logarithmic; }
    /// Handles a click; true if something was there. `dry` only asks.
    virtual bool click(QPointF, bool /*dry*/) { return false; }
    /// Moves among rows with up and down; Enter chooses one.
    virtual bool moveRow(int) { return false; }
    virtual bool activateRow() { return false; }
    virtual bool leaveRow() { return false; }

    // --- Geometry, after layout ---
    [[nodiscard]] QCPAxisRect* rect() const { return m_rect; }
    [[nodiscard]] QRectF box() const { return m_rect->rect(); }
    [[nodiscard]] double toPixelX(double x) const;
    [[nodiscard]] double toPixelY(double y) const;
    [[nodiscard]] QCPAxis* xAxis() const { return m_rect->axis(QCPAxis::atBottom); }
    [[nodiscard]] QCPAxis* yAxis() const { return m_rect->axis(QCPAxis::atLeft); }

    // --- Common to all tracks ---
    QString title;
    QString detail;
    QString unit;
    double stretch = 1;

    /// Sets the vertical axis after layout, when the height is known. Without data there are no labels.
    virtual void scaleVertical();

  protected:
    [[nodiscard]] ChartPrivate& chart() const { return m_chart; }
    void changed();
    /// Ends of the vertical axis for the next scaleVertical(), before rounding.
    void setVerticalData(std::optional<Interval> data) { m_vertical = data; }
    bool m_logarithmic = false;
    bool m_zeroBased = false;
    std::optional<Interval> m_fixedY;

  private:
    [[nodiscard]] Interval verticalEnds() const;

    ChartPrivate& m_chart;
    QCPAxisRect* m_rect;
    std::optional<Interval> m_vertical;
    QSharedPointer<NumberTicker> m_numberTicker;
    QSharedPointer<LogTicker> m_logTicker;
};

} // namespace driftwood::ui
