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
        stroke; ///< before the name, where the colour itself has too little contrast for text
};

/// One column of an export: points with x ascending.
struct CsvColumn {
    QString name;
    std::vector<double> x;
    std::vector<double> y;
};

/// Points drawn of those that are there.
struct Thinning {
    std::size_t points = 0;
    std::size_t total = 0;
};

/// One strip of a chart with an own vertical axis: what it draws, and what the chart asks of it. Owned by its
/// chart, which prepares it, lays it out, then has it painted from the bottom up: ground, (QCustomPlot's
/// graphs), data, marks.
class Track {
  public:
    explicit Track(ChartPrivate& chart);
    virtual ~Track() = default;
    Track(const Track&) = delete;
    Track& operator=(const Track&) = delete;

    // --- What the chart asks ---
    [[nodiscard]] virtual std::optional<Interval> extent() const = 0;
    /// Chooses what to draw of `visible` on about `columns` device pixels.
    virtual void prepare(const Interval& visible, int columns) = 0;
    /// Colours and fonts changed.
    virtual void restyle();
    /// Height without which it makes no sense to draw it, and, where more is no use, the height it wants.
    [[nodiscard]] virtual int fixedHeight() const { return 0; }
    [[nodiscard]] virtual int topRoom() const;
    /// Pixels right of the plot for labels, given the width left for both.
    [[nodiscard]] virtual double rightRoom(double width) const;
    [[nodiscard]] virtual double labelWidth() const;
    virtual void paintGround(QCPPainter&) {}
    virtual void paintData(QCPPainter&) {}
    virtual void paintMarks(QCPPainter&) {}
    virtual void paintCursor(QCPPainter&, double) {}
    /// The heat strip takes the brush's edges only: a tint would change its colours.
    [[nodiscard]] virtual bool takesTint() const { return true; }
    /// Words above the plot that a brush's edge would cut; empty without any.
    [[nodiscard]] virtual QRectF headBox() const { return {}; }
    [[nodiscard]] virtual std::vector<ReadoutRow> readout(double x) const = 0;
    [[nodiscard]] virtual std::vector<CsvColumn> columns(const Interval& range) const = 0;
    [[nodiscard]] virtual QString summary() const = 0;
    [[nodiscard]] virtual Thinning thinning() const { return {}; }
    /// Series by colour, for the gutter or the title row; empty where labels at the lines' ends do.
    [[nodiscard]] virtual std::vector<LegendEntry> legend() const { return {}; }
    /// Where data lies next to `x` in a direction (-1, 0: nearest, 1), at least `least` away; `x` itself when
    /// there is none.
    [[nodiscard]] virtual double neighbour(double x, int direction, double least) const;
    [[nodiscard]] virtual bool canBeLogarithmic() const { return false; }
    virtual void setLogarithmic(bool) {}
    [[nodiscard]] bool isLogarithmic() const { return m_logarithmic; }
    /// A click; true when something was there. `dry`: only ask.
    virtual bool click(QPointF, bool /*dry*/) { return false; }
    /// Up and down among rows, Enter on one.
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

    // --- What every track has ---
    QString title;
    QString detail;
    QString unit;
    double stretch = 1;

    /// Sets the vertical axis after layout, when the height is known. Nothing: no data, no labels.
    virtual void scaleVertical();

  protected:
    [[nodiscard]] ChartPrivate& chart() const { return m_chart; }
    void changed();
    /// Vertical ends for the next scaleVertical(), before they are rounded.
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
