#include "ui/charts/heat_track.h"

#include "ui/charts/plot/heat_plot.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace driftwood::ui {

void HeatTrack::setTitle(const QString& title, const QString& detail) {
    d.title = title;
    d.detail = detail;
    d.changed();
}

void HeatTrack::setRows(std::vector<double> edges, std::vector<HeatRow> rows) {
    d.setRows(std::move(edges), std::move(rows));
}

void HeatTrack::setLimit(double psi) { d.setLimit(psi); }

void HeatTrack::setAlarms(std::vector<Mark> alarms) { d.setAlarms(std::move(alarms)); }

void HeatTrack::setChosenRow(const QString& name) { d.setChosenRow(name); }

int HeatTrack::rowCount() const { return d.rowCount(); }

void paintNoWindow(QPainter& painter, const QRectF& rect) {
    painter.fillRect(rect, color(Token::Surface));
    painter.fillRect(rect, QBrush(color(Token::Line), Qt::BDiagPattern));
}

} // namespace driftwood::ui
