#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/chart_clock.h"
#include "ui/charts/plot/chart_input.h"
#include "ui/charts/plot/crosshair.h"
#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/horizontal_axis.h"
#include "ui/charts/plot/range_brush.h"
#include "ui/charts/plot/track.h"

#include <QPointer>

namespace driftwood::ui {

inline constexpr int kSide = 12; ///< pixels between the chart's edge and its contents

/// The parts of a chart: the plot, its tracks, and objects for one task each.
class ChartPrivate : public ClockedChart {
  public:
    explicit ChartPrivate(Chart& chart);
    ~ChartPrivate() override;

    [[nodiscard]] static ChartPrivate& of(Chart& chart) { return *chart.d; }

    /// The chart takes ownership of the track.
    template <class T, class... Args>
    T& addTrack(Args&&... args) {
        auto track = std::make_unique<T>(*this, std::forward<Args>(args)...);
        T& added = *track;
        tracks.push_back(std::move(track));
        attach(added);
        return added;
    }

    void changed() { ChartClock::instance().markDirty(this); }
    [[nodiscard]] bool isOnScreen() const override { return q.isVisible(); }
    void repaintChart() override;
    /// Updates axes, layout and layers to the data, at once, without painting. Everything that needs pixel
    /// positions calls it.
    void refresh();
    void restyle();
    void repaintBrush();
    void repaintHover();
    /// Emits a signal if the visible stretch has changed since the last call.
    void announceVisible();

    /// The area that all tracks share: from the first one's top to the last one's bottom.
    [[nodiscard]] QRectF stage() const;
    [[nodiscard]] double toX(double pixel) const;
    [[nodiscard]] double toPixel(double x) const;
    [[nodiscard]] bool hasData() const;
    [[nodiscard]] Thinning thinning() const;
    /// Name, span and the page's detail.
    [[nodiscard]] QStringList brushLabel(const BrushRange& range) const;
    /// The height at which every track has its least height.
    [[nodiscard]] int leastHeight() const;
    void setLogarithmic(bool logarithmic);
    /// Titles and legends stand left of the axes' labels, in a column of at least this many pixels at 100 %
    /// text.
    void setGutter(int least);
    [[nodiscard]] double leftLabels() const { return m_left; }
    [[nodiscard]] bool canBeLogarithmic() const;
    [[nodiscard]] bool isLogarithmic() const;

    Chart& q;
    QCustomPlot* plot;
    std::vector<std::unique_ptr<Track>> tracks;
    HorizontalAxis axis;
    RangeBrush brush;
    Frame frame;
    Crosshair crosshair;
    ChartInput input;
    std::function<QString(const Interval&)> rangeDetail;
    std::vector<Interval> excluded;
    bool logarithmicX = false;
    /// Width of the left column for titles and legends; 0: a title row instead.
    int gutter = 0;

  private:
    void attach(Track& track);
    void addLayers();
    void layOut();
    [[nodiscard]] int roomAbove(std::size_t track) const;
    void fitGutter();
    void paintBrush(QCPPainter& painter);

    std::optional<Interval> m_announced;
    int m_leastGutter = 0; ///< at 100 % text
    int m_gutterWords = 0;
    double m_left = 0;     ///< left margin; it only grows, so that a live chart does not jitter
    int m_leastHeight = 0; ///< as of the last refresh()
    bool m_refreshing = false;
};

} // namespace driftwood::ui
