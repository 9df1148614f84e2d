#include "ui/charts/plot/bar_slots.h"

#include "ui/charts/plot/track.h"

#include <cmath>

namespace driftwood::ui {

namespace {

constexpr double kLeastPixels = 2; ///< a bar is never narrower
constexpr double kApartFrom = 4;   ///< bars at least this wide are 1 px apart

} // namespace

BarSlots::BarSlots(const Track& track, double begin, double width, std::size_t count)
    : m_track(track)
    , m_begin(begin)
    , m_width(width) {
    if (count == 0 || !(width > 0))
        return;
    const QCPRange range = track.xAxis()->range();
    const auto index = [&](double x) {
        return static_cast<std::size_t>(
            std::clamp(std::floor((x - begin) / width), 0.0, static_cast<double>(count)));
    };
    const double pixels = width / range.size() * track.box().width();
    m_step = pixels >= kLeastPixels ? 1 : static_cast<std::size_t>(std::ceil(kLeastPixels / pixels));
    // Bars begin at multiples of the step, so that panning does not change what is averaged.
    m_first = index(range.lower) / m_step * m_step;
    m_last = std::min(count, index(range.upper) + 1);
}

QRectF BarSlots::bar(std::size_t i, double top, double bottom) const {
    const double from = m_begin + m_width * static_cast<double>(i);
    const double left = std::round(m_track.toPixelX(from));
    double right = std::round(m_track.toPixelX(from + m_width * static_cast<double>(m_step)));
    if (right - left >= kApartFrom)
        right -= 1;
    return {left, top, right - left, bottom - top};
}

double BarSlots::mean(const std::vector<double>& values, std::size_t i) const {
    const std::size_t end = std::min(i + m_step, values.size());
    double sum = 0;
    for (std::size_t k = i; k < end; ++k)
        sum += values[k];
    return end > i ? sum / static_cast<double>(end - i) : 0;
}

} // namespace driftwood::ui
