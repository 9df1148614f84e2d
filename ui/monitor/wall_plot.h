#pragma once

#include "ui/monitor/track_series.h"
#include "ui/theme/tokens.h"

#include <QTimeZone>
#include <QWidget>

namespace driftwood::ui {

/// The times below a track or strip on the wall, whose `area` shows `span`; wallTimeRow() high.
[[nodiscard]] int wallTimeRow();
void paintWallTimes(QPainter& painter, const QRectF& area, const Interval& span, const QTimeZone& zone);

/// One track on the wall: large ticks, no controls. Painted here, because charts for a desk have text for a
/// desk.
class WallPlot : public QWidget {
    Q_OBJECT

  public:
    struct Line {
        LinePoints points;
        Token ink;
        double width = 2.0;
    };
    struct Picture {
        std::vector<Line> lines; ///< later ones on top
        LinePoints outliers;
        std::optional<double> limit;
        bool logarithmic = false;
        Interval span;     ///< milliseconds
        QString unit = {}; ///< said behind every tick; may be empty
    };

    explicit WallPlot(QWidget* parent = nullptr);

    void setPicture(Picture picture, const QTimeZone& zone);
    /// Ticks of time below; the lower of two tracks has them.
    void setTimeTicks(bool shown);
    /// The broker does not answer: all is of before.
    void setStale(bool stale);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Scale;
    [[nodiscard]] Scale scale() const;
    void paintGrid(QPainter& painter, const Scale& scale) const;
    void paintBand(QPainter& painter, const Scale& scale, const Line& line) const;
    void paintLine(QPainter& painter, const Scale& scale, const Line& line) const;
    void paintOutliers(QPainter& painter, const Scale& scale) const;

    Picture m_picture;
    QTimeZone m_zone;
    bool m_timeTicks = false;
    bool m_stale = false;
};

} // namespace driftwood::ui
