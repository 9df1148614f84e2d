#include "ui/charts/plot/band_columns.h"

#include "ui/charts/plot/qcp.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::ui {
namespace {

/// An edge of the band in pixels, read from left to right.
class Edge {
  public:
    Edge(const SeriesPyramid::Drawn& drawn, const BandColumns::ToPixel& toX,
         const BandColumns::ToPixel& toY) {
        m_x.reserve(drawn.x.size());
        m_y.reserve(drawn.y.size());
        for (std::size_t i = 0; i < drawn.x.size(); ++i) {
            m_x.push_back(toX(drawn.x[i]));
            m_y.push_back(std::isfinite(drawn.y[i]) ? toY(drawn.y[i])
                                                    : std::numeric_limits<double>::quiet_NaN());
        }
    }
    /// NaN before its first point, after its last and in gaps. Calls must come with ascending `x`.
    [[nodiscard]] double at(double x) {
        while (m_next < m_x.size() && m_x[m_next] < x)
            ++m_next;
        if (m_next == 0 || m_next == m_x.size())
            return std::numeric_limits<double>::quiet_NaN();
        const double share = (x - m_x[m_next - 1]) / (m_x[m_next] - m_x[m_next - 1]);
        return m_y[m_next - 1] + share * (m_y[m_next] - m_y[m_next - 1]);
    }
    [[nodiscard]] double first() const { return m_x.front(); }
    [[nodiscard]] double last() const { return m_x.back(); }

  private:
    std::vector<double> m_x;
    std::vector<double> m_y;
    std::size_t m_next = 0;
};

} // namespace

void BandColumns::set(SeriesPyramid::Drawn low, SeriesPyramid::Drawn high) {
    m_low = std::move(low);
    m_high = std::move(high);
}

void BandColumns::clear() { set({}, {}); }

void BandColumns::paint(QCPPainter& painter, const QRectF& box, double dots, const QColor& colour,
                        const ToPixel& toX, const ToPixel& toY) const {
    if (m_low.x.empty() || m_high.x.empty())
        return;
    Edge low(m_low, toX, toY);
    Edge high(m_high, toX, toY);
    const double step = 1 / dots;
    const double end = std::min({box.right() + 1, low.last(), high.last()});
    const double begin = std::max({box.left(), low.first(), high.first()});
    painter.save();
    painter.setAntialiasing(false);
    for (double x = std::floor(begin * dots) / dots; x < end; x += step) {
        const double bottom = low.at(x + step / 2);
        const double top = high.at(x + step / 2);
        if (!std::isfinite(bottom) || !std::isfinite(top))
            continue;
        const double from = std::clamp(top, box.top(), box.bottom() + 1);
        const double to = std::clamp(bottom, box.top(), box.bottom() + 1);
        if (to > from)
            painter.fillRect(QRectF(x, from, step, to - from), colour);
    }
    painter.restore();
}

} // namespace driftwood::ui
