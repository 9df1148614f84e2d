#pragma once

#include "ui/charts/chart_types.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace driftwood::ui {

/// A series of points with ascending x, and above it a pyramid of extremes: each node holds the positions of
/// the smallest and the largest value below its four children. Drawing any stretch takes a few operations per
/// pixel, not one per point, and keeps every extreme. Values that are not finite are gaps. Up to 2^32 - 2
/// points; about 20 bytes each.
class SeriesPyramid {
  public:
    /// The points to draw for a stretch; a NaN in y breaks the line.
    struct Drawn {
        std::vector<double> x;
        std::vector<double> y;
        std::size_t points = 0; ///< number of points in x that lie in the stretch
        std::size_t total = 0;  ///< number of points in the stretch
        [[nodiscard]] bool isThinned() const { return points < total; }
    };
    struct Extremes {
        double min = 0;
        double max = 0;
    };

    /// Appends a point. If x is below the last one it is raised to it, so that x never decreases.
    void append(double x, double y);
    /// Appends points; both spans have equal length.
    void append(std::span<const double> x, std::span<const double> y);
    void clear();
    /// Drops the points before `x`. Amortised: the series is rebuilt when half of the points are dropped.
    void removeBefore(double x);

    [[nodiscard]] std::size_t size() const { return m_x.size() - m_first; }
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] double x(std::size_t i) const { return m_x[m_first + i]; }
    [[nodiscard]] double y(std::size_t i) const { return m_y[m_first + i]; }

    /// Index of the first point at or after `x`; size() if there is none.
    [[nodiscard]] std::size_t lowerBound(double x) const;
    /// The point nearest to `x`; nothing if the series is empty.
    [[nodiscard]] std::optional<std::size_t> nearest(double x) const;
    /// Smallest and largest finite value among points [begin, end); nothing if there is none.
    [[nodiscard]] std::optional<Extremes> extremes(std::size_t begin, std::size_t end) const;
    /// The smallest value above zero, for logarithmic axes. It visits every point only if zeros or negative
    /// values are among them.
    [[nodiscard]] std::optional<double> smallestPositive(std::size_t begin, std::size_t end) const;

    /// At most four points (first, smallest, largest, last) for each of `columns` pixels of [from, to], and
    /// one neighbour on either side so that lines extend beyond the picture; all points if there are no more
    /// than that.
    [[nodiscard]] Drawn draw(double from, double to, int columns) const;
    /// The edge of a band: the smallest (or largest) value of each pixel that has points; two values with a
    /// gap between them if the band breaks there.
    [[nodiscard]] Drawn drawEdge(double from, double to, int columns, bool largest) const;

  private:
    struct Node {
        std::uint32_t min; ///< index of a point, kNone if no value is finite
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
    std::size_t m_first = 0;                 ///< points before this index were removed
};

} // namespace driftwood::ui
