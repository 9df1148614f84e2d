#include "ui/charts/bar_cap.h"

#include "ui/charts/chart.h"
#include "ui/charts/plot/paint.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr double kPercentile = 0.95;
constexpr double kRoom = 1.3;
constexpr std::size_t kFewest = 20; ///< with fewer bars nothing is cut
constexpr double kDwarfs = 2;       ///< bars are cut only if the highest exceeds the cap by this factor
constexpr double kBreakFromTop = 5;
constexpr double kBreakHeight = 3;
constexpr double kSlant = 3;

} // namespace

QString BarCap::text() const {
    return cut == 0 ? QString() : Chart::tr("%n bar(s) cut at %1", nullptr, cut).arg(tickText(height));
}

BarCap barCap(std::vector<double> bars) {
    std::erase_if(bars, [](double bar) { return !(bar > 0); });
    if (bars.empty())
        return {};
    std::ranges::sort(bars);
    if (bars.size() < kFewest)
        return {bars.back(), 0};
    const auto at = static_cast<std::size_t>(kPercentile * static_cast<double>(bars.size() - 1));
    const double cap = std::round(bars[at] * kRoom);
    if (bars.back() <= kDwarfs * cap)
        return {bars.back(), 0};
    const auto higher = std::ranges::upper_bound(bars, cap);
    return {cap, static_cast<int>(bars.end() - higher)};
}

void drawBreak(QPainter& painter, const QRectF& bar) {
    const double y = bar.top() + kBreakFromTop;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Surface));
    painter.drawPolygon(QPolygonF({{bar.left(), y + kSlant},
                                   {bar.right(), y},
                                   {bar.right(), y + kBreakHeight},
                                   {bar.left(), y + kSlant + kBreakHeight}}));
    painter.restore();
}

} // namespace driftwood::ui
