#pragma once

#include <QStringList>
#include <vector>

namespace driftwood::cli {

/// Bars of the given height in text rows, top first, without axes. Zero is empty, anything above zero at
/// least one step.
[[nodiscard]] QStringList barChart(const std::vector<double>& values, int height);

struct ChartLine {
    std::vector<double> x;
    std::vector<double> y; ///< NaN: a gap
    QChar mark;
};
/// Lines over common axes, drawn with their marks, with the y range at the left and the x range below.
/// The y axis is logarithmic where all values are positive and span more than a decade.
[[nodiscard]] QStringList lineChart(const std::vector<ChartLine>& lines, int width, int height);

} // namespace driftwood::cli
