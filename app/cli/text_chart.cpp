#include "app/cli/text_chart.h"

#include "ui/format/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::cli {
namespace {

constexpr int kSteps = 8;
/// U+2581 is one eighth of a block, U+2588 the full block.
QChar eighths(int n) { return n <= 0 ? QChar(' ') : QChar(0x2580 + std::min(n, kSteps)); }

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value) {
        if (!std::isfinite(value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] bool empty() const { return low > high; }
    /// 0 at low, 1 at high; always 0.5 if the range has a single value.
    [[nodiscard]] double share(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

} // namespace

QStringList barChart(const std::vector<double>& values, int height) {
    const double highest = values.empty() ? 0.0 : *std::ranges::max_element(values);
    QStringList rows;
    for (int row = height - 1; row >= 0; --row) {
        QString text;
        for (const double v : values) {
            const double scaled = highest > 0 ? v / highest * height * kSteps : 0;
            const int steps = v > 0 ? std::max(1, static_cast<int>(std::lround(scaled))) : 0;
            text += eighths(steps - row * kSteps);
        }
        rows << text;
    }
    return rows;
}

QStringList lineChart(const std::vector<ChartLine>& lines, int width, int height) {
    Range xs;
    Range ys;
    bool positive = true;
    for (const ChartLine& line : lines) {
        for (const double x : line.x)
            xs.add(x);
        for (const double y : line.y) {
            ys.add(y);
            positive = positive && !(y <= 0);
        }
    }
    if (xs.empty() || ys.empty())
        return {};
    const bool logY = positive && ys.high > 10 * ys.low;
    const auto scale = [&](double y) { return logY ? std::log(y) : y; };
    const Range scaled{scale(ys.low), scale(ys.high)};

    const QString top = ui::formatNumber(ys.high);
    const QString bottom = ui::formatNumber(ys.low);
    const int labelWidth = static_cast<int>(std::max(top.size(), bottom.size()));
    const int columns = std::max(8, width - labelWidth - 2);
    std::vector<QString> grid(static_cast<std::size_t>(height), QString(columns, ' '));
    for (const ChartLine& line : lines) {
        for (std::size_t i = 0; i < line.x.size(); ++i) {
            if (!std::isfinite(line.y[i]))
                continue;
            const auto column = static_cast<int>(std::lround(xs.share(line.x[i]) * (columns - 1)));
            const auto row =
                static_cast<std::size_t>(std::lround((1.0 - scaled.share(scale(line.y[i]))) * (height - 1)));
            grid[row][column] = line.mark;
        }
    }
    QStringList out;
    for (std::size_t row = 0; row < grid.size(); ++row) {
        QString label;
        if (row == 0)
            label = top;
        else if (row + 1 == grid.size())
            label = bottom;
        out << label.rightJustified(labelWidth) + QStringLiteral(" ┤") + grid[row];
    }
    const QString left = ui::formatNumber(xs.low);
    const QString right = ui::formatNumber(xs.high);
    out << QString(labelWidth + 1, ' ') + QStringLiteral("└") + QString(columns, QChar(0x2500));
    out << QString(labelWidth + 2, ' ') + left +
               QString(std::max<qsizetype>(1, columns - left.size() - right.size()), ' ') + right;
    if (logY)
        out.last() += QStringLiteral("  (log)");
    return out;
}

} // namespace driftwood::cli
