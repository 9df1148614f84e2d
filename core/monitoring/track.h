#pragma once

#include "monitoring/track_point.h"

#include <span>

namespace driftwood::monitoring {

/// The current state of a track, updated by a recorder's changes. Points are sorted by time.
class Track {
  public:
    void apply(TrackChanges changes);

    [[nodiscard]] const std::vector<TrackPoint>& points() const { return m_points; }
    [[nodiscard]] std::chrono::milliseconds width() const { return m_width; }
    /// Points whose interval overlaps [from, to).
    [[nodiscard]] std::span<const TrackPoint> between(TimestampMs from, TimestampMs to) const;
    /// The smallest ranges of the topic that cover what was scored in [from, to), in whole points.
    [[nodiscard]] broker::TopicRanges ranges(const TopicName& topic, TimestampMs from, TimestampMs to) const;
    /// End of the newest point's interval; 0 without points.
    [[nodiscard]] TimestampMs end() const;

  private:
    std::vector<TrackPoint> m_points;
    std::chrono::milliseconds m_width{0};
};

} // namespace driftwood::monitoring
