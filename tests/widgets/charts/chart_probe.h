#pragma once

#include "ui/charts/chart.h"

#include <QList>
#include <QPoint>
#include <QRectF>

namespace driftwood::ui {

/// Shows the chart at a size and waits until the clock has painted it.
void showChart(Chart& chart, QSize size = {800, 400});
/// Waits until nothing is left to paint.
void settle();

/// The widget position for a place on the horizontal axis, half-way up the first track.
[[nodiscard]] QPoint pointAt(Chart& chart, double x);
/// The area shared by all tracks, in the widget's pixels.
[[nodiscard]] QRectF stageOf(Chart& chart);
/// The height of each track's plot, from top to bottom.
[[nodiscard]] QList<double> trackHeights(Chart& chart);
/// Width of one pixel on the horizontal axis.
[[nodiscard]] double pixelOf(Chart& chart);
/// Smallest and largest value of the first track's vertical axis.
[[nodiscard]] Interval verticalRange(Chart& chart);

/// The name in the colour of a selection, in the last track, which shows drift; and the place of a row's
/// name.
[[nodiscard]] QString chosenRow(Chart& chart);
[[nodiscard]] QPoint rowAt(Chart& chart, int row);

/// Presses the button and moves the pointer, and leaves the button pressed.
void dragAndHold(Chart& chart, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton);
void drag(Chart& chart, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton);
void hover(Chart& chart, QPoint at);
void turnWheel(Chart& chart, QPoint at, int notches);

} // namespace driftwood::ui
