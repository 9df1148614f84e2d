#pragma once

#include "ui/monitor/track_series.h"

#include <QTimeZone>
#include <QWidget>

namespace driftwood::ui {

/// Drift per field on the wall: name, strip over time, value; the most drifted on top, as many as fit.
class WallDrift : public QWidget {
    Q_OBJECT

  public:
    explicit WallDrift(QWidget* parent = nullptr);
    void setRows(HeatRows heat, double limit, const Interval& span, const QTimeZone& zone);
    void setStale(bool stale);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintRow(QPainter& painter, const QRectF& rect, const HeatRow& row) const;

    HeatRows m_heat;
    double m_limit = 0.0;
    Interval m_span;
    QTimeZone m_zone;
    bool m_stale = false;
};

} // namespace driftwood::ui
