#pragma once

#include "ui/monitor/track_series.h"
#include "ui/theme/tokens.h"

#include <QTimeZone>
#include <QWidget>

namespace driftwood::ui {

/// Paints the times below a track or strip on the wall, whose `area` shows `span`; wallTimeRow() is their
/// height.
[[nodiscard]] int wallTimeRow();
void paintWallTimes(QPainter& painter, const QRectF& area, const Interval& span, const QTimeZone& zone);

/// One track on the wall: large ticks, no controls. It paints itself, because the text of the ordinary charts
/// is too small for the wall.
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
        QString unit = {}; ///< written after every tick; may be empty
    };

    explicit WallPlot(QWidget* parent = nullptr);

    void setPicture(Picture picture, const QTimeZone& zone);
    /// Shows time ticks below; only the lower of two tracks has them.
    void setTimeTicks(bool shown);
    /// Marks the contents as old, because the broker does not answer.
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
