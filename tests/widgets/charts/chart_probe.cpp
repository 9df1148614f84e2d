#include "chart_probe.h"

#include "ui/charts/chart_clock.h"
#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/heat_plot.h"
#include "ui/theme/type.h"

#include <QWheelEvent>
#include <QtTest>

namespace driftwood::ui {

void settle() {
    QVERIFY(QTest::qWaitFor([] { return ChartClock::instance().dirtyCount() == 0; }, 5000));
}

void showChart(Chart& chart, QSize size) {
    chart.resize(size);
    chart.show();
    QVERIFY(QTest::qWaitForWindowActive(&chart));
    settle();
}

QRectF stageOf(Chart& chart) { return ChartPrivate::of(chart).stage(); }

QList<double> trackHeights(Chart& chart) {
    QList<double> heights;
    for (const auto& track : ChartPrivate::of(chart).tracks)
        heights << track->box().height();
    return heights;
}

QPoint pointAt(Chart& chart, double x) {
    ChartPrivate& d = ChartPrivate::of(chart);
    return QPointF(d.toPixel(x), d.tracks.front()->box().center().y()).toPoint();
}

double pixelOf(Chart& chart) {
    ChartPrivate& d = ChartPrivate::of(chart);
    return d.toX(101) - d.toX(100);
}

Interval verticalRange(Chart& chart) {
    const QCPRange range = ChartPrivate::of(chart).tracks.front()->yAxis()->range();
    return {range.lower, range.upper};
}

QString chosenRow(Chart& chart) {
    return dynamic_cast<const HeatPlot&>(*ChartPrivate::of(chart).tracks.back()).chosenRow();
}

QPoint rowAt(Chart& chart, int row) {
    const auto& heat = dynamic_cast<const HeatPlot&>(*ChartPrivate::of(chart).tracks.back());
    const double pitch = heat.box().height() / std::max(1, heat.fixedHeight() / (scaled(17) + 2));
    return QPointF(kSide + 10, heat.box().top() + (row + 0.5) * pitch).toPoint();
}

void dragAndHold(Chart& chart, QPoint from, QPoint to, Qt::MouseButton button) {
    QTest::mousePress(&chart, button, {}, from);
    // Mouse moves of Qt Test carry no buttons: send what a window system would.
    for (int i = 1; i <= 4; ++i) {
        const QPoint at = from + (to - from) * i / 4;
        QMouseEvent move(QEvent::MouseMove, at, chart.mapToGlobal(at), Qt::NoButton, button, {});
        QApplication::sendEvent(&chart, &move);
    }
}

void drag(Chart& chart, QPoint from, QPoint to, Qt::MouseButton button) {
    dragAndHold(chart, from, to, button);
    QTest::mouseRelease(&chart, button, {}, to);
}

void hover(Chart& chart, QPoint at) {
    QMouseEvent move(QEvent::MouseMove, at, chart.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&chart, &move);
}

void turnWheel(Chart& chart, QPoint at, int notches) {
    QWheelEvent wheel(at, chart.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&chart, &wheel);
}

} // namespace driftwood::ui
