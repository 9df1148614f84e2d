#pragma once

#include "ui/charts/chart_types.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace driftwood::ui {

/// A series of points with x ascending, and above it a pyramid of extremes: each node knows where the
/// smallest and the largest of its four children lie. Drawing any stretch costs a few operations a pixel, not
/// one a point, and keeps every extreme. Values that are not finite are gaps. Up to 2^32 - 2 points; about 20
/// bytes each.
class SeriesPyramid {
  public:
    /// What is drawn of a stretch; a NaN in y breaks the line.
    struct Drawn {
        std::vector<double> x;
        std::vector<double> y;
        std::size_t points = 0; ///< points among x that lie in the stretch
        std::size_t total = 0;  ///< points the stretch holds
        [[nodiscard]] bool isThinned() const { return points < total; }
    };
    struct Extremes {
        double min = 0;
        double max = 0;
    };

    /// x below the last one is moved up to it: time may stand still, not run backwards.
    void append(double x, double y);
    /// Spans of equal length.
    void append(std::span<const double> x, std::span<const double> y);
    void clear();
    /// Drops the points before `x`. Amortised: rebuilt when half of the points are gone.
    void removeBefore(double x);

    [[nodiscard]] std::size_t size() const { return m_x.size() - m_first; }
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] double x(std::size_t i) const { return m_x[m_first + i]; }
    [[nodiscard]] double y(std::size_t i) const { return m_y[m_first + i]; }

    /// First point at or after `x`; size() when there is none.
    [[nodiscard]] std::size_t lowerBound(double x) const;
    /// The point nearest to `x`; nothing when empty.
    [[nodiscard]] std::optional<std::size_t> nearest(double x) const;
    /// Smallest and largest finite value among points [begin, end); nothing when there is none.
    [[nodiscard]] std::optional<Extremes> extremes(std::size_t begin, std::size_t end) const;
    /// Smallest value above zero, for logarithmic axes; walks the points only where zeros and negatives are
    /// among them.
    [[nodiscard]] std::optional<double> smallestPositive(std::size_t begin, std::size_t end) const;

    /// At most four points (first, smallest, largest, last) for each of `columns` pixels of [from, to], and
    /// one neighbour on either side so that lines leave the picture; all points where they are no more than
    /// that.
    [[nodiscard]] Drawn draw(double from, double to, int columns) const;
    /// Edge of a band: for each pixel with points the smallest (or largest) value; two, and a gap between
    /// them, where the band breaks there.
    [[nodiscard]] Drawn drawEdge(double from, double to, int columns, bool largest) const;

  private:
    struct Node {
        std::uint32_t min; ///< index of a point, kNone where no value is finite
        std::uint32_t max;
    };
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    void raise(std::uint32_t index);
    void merge(Node& into, const Node& from) const;
    [[nodiscard]] Node find(std::size_t begin, std::size_t end) const;
    [[nodiscard]] bool hasBreak(std::size_t begin, std::size_t end) const;

    std::vector<double> m_x;
    std::vector<double> m_y;
    std::vector<std::vector<Node>> m_levels; ///< m_levels[k][i] covers points [i 4^(k+1), (i+1) 4^(k+1))
    std::vector<std::uint32_t> m_breaks;     ///< indices of values that are not finite
    std::size_t m_first = 0;                 ///< points before it were removed
};

} // namespace driftwood::ui
