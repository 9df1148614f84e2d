#pragma once

#include "base/statistics/moments.h"
#include "broker/ranges.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

namespace driftwood::monitoring {

/// Median and 1st and 99th percentile of numbers; NaN if there are none.
struct Percentiles {
    double p1 = std::numeric_limits<double>::quiet_NaN();
    double median = std::numeric_limits<double>::quiet_NaN();
    double p99 = std::numeric_limits<double>::quiet_NaN();

    [[nodiscard]] static Percentiles of(std::vector<double>& values); ///< reorders the values
    /// Approximates the percentiles of two merged sets by the weighted mean of their percentiles.
    [[nodiscard]] static Percentiles together(const Percentiles& a, std::int64_t countA, const Percentiles& b,
                                              std::int64_t countB);
};

/// One record above the threshold.
struct Outlier {
    TimestampMs time;
    double score = 0.0;
    Position position;
    bool operator==(const Outlier&) const = default;
};

/// The scored records of one interval of record time, for a chart: a few figures for any number of records.
struct TrackPoint {
    static constexpr std::size_t kOutliers = 4;

    TimestampMs begin;
    std::int64_t records = 0;
    std::int64_t anomalous = 0;
    /// Percentiles of the anomaly score, or of the absolute error if the label is known. Exact until points
    /// are merged, then a mean weighted by records.
    Percentiles score;
    Moments error; ///< of the same values; for classification the share of wrong answers
    Moments prediction;
    Moments actual;
    std::vector<Moments> fields;             ///< one per model input; empty for categories
    std::vector<Outlier> outliers;           ///< the kOutliers largest scores above the threshold
    std::vector<broker::OffsetRange> ranges; ///< the smallest ranges that cover the records, by partition

    void note(const Outlier& outlier);
    /// Adds the records of another interval or partition; keeps its own begin.
    void merge(const TrackPoint& other);
};

/// The changes of a track since a reader's last look.
struct TrackChanges {
    std::chrono::milliseconds width{0}; ///< length of every point's interval
    bool replaced = false;              ///< the points are the complete track, possibly with a new width
    std::vector<TrackPoint> points;     ///< by time; a point replaces the previous one with the same begin
};

} // namespace driftwood::monitoring
