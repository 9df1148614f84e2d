#pragma once

#include <QStringList>
#include <vector>

namespace driftwood::cli {

/// A bar chart of the given height in text rows, top row first, without axes. Zero is empty; any positive
/// value has at least one step.
[[nodiscard]] QStringList barChart(const std::vector<double>& values, int height);

struct ChartLine {
    std::vector<double> x;
    std::vector<double> y; ///< NaN: a gap
    QChar mark;
};
/// Lines over common axes, drawn with their marks; the y range is at the left, the x range below. The y axis
/// is logarithmic if all values are positive and span more than a decade.
[[nodiscard]] QStringList lineChart(const std::vector<ChartLine>& lines, int width, int height);

} // namespace driftwood::cli
