#pragma once

#include "ui/charts/chart_types.h"

#include <QRectF>

namespace driftwood::ui {

class Track;

/// The places of equally wide buckets on a track: pixels, snapped, 1 px apart if the bars are wide enough.
/// Several buckets narrower than two pixels share one bar.
class BarSlots {
  public:
    BarSlots(const Track& track, double begin, double width, std::size_t count);

    [[nodiscard]] std::size_t first() const { return m_first; }
    [[nodiscard]] std::size_t last() const { return m_last; } ///< one past the last bucket
    [[nodiscard]] std::size_t step() const { return m_step; } ///< buckets per bar
    /// Left and right pixel of the bar that begins with bucket `i`.
    [[nodiscard]] QRectF bar(std::size_t i, double top, double bottom) const;
    /// Mean of the values in the bar that begins with bucket `i`.
    [[nodiscard]] double mean(const std::vector<double>& values, std::size_t i) const;

  private:
    const Track& m_track;
    double m_begin;
    double m_width;
    std::size_t m_first = 0;
    std::size_t m_last = 0;
    std::size_t m_step = 1;
};

} // namespace driftwood::ui
