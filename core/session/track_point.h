#pragma once

#include "broker/ranges.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

namespace driftwood::session {

/// Mean and spread of numbers as they come (Welford), and of two such sets put together (Chan et al.).
struct Moments {
    std::int64_t count = 0;
    double mean = 0.0;
    double squares = 0.0; ///< sum of squared distances from the mean

    void add(double value); ///< one that is not finite is left out
    void add(const Moments& other);
    /// NaN of nothing.
    [[nodiscard]] double value() const { return count > 0 ? mean : std::numeric_limits<double>::quiet_NaN(); }
    [[nodiscard]] double deviation() const {
        return count > 0 ? std::sqrt(squares / static_cast<double>(count)) : 0.0;
    }
    bool operator==(const Moments&) const = default;
};

/// Where a number's middle and its 1st and 99th percentile lie; NaN of nothing.
struct Percentiles {
    double p1 = std::numeric_limits<double>::quiet_NaN();
    double median = std::numeric_limits<double>::quiet_NaN();
    double p99 = std::numeric_limits<double>::quiet_NaN();

    [[nodiscard]] static Percentiles of(std::vector<double>& values); ///< reorders them
    /// Of two sets together, as near as their own percentiles tell: the mean by their counts.
    [[nodiscard]] static Percentiles together(const Percentiles& a, std::int64_t countA, const Percentiles& b,
                                              std::int64_t countB);
};

/// One record beyond the threshold.
struct Outlier {
    TimestampMs time;
    double score = 0.0;
    Position position;
    bool operator==(const Outlier&) const = default;
};

/// What was scored in one stretch of record time, for a chart: a few numbers however many records.
struct TrackPoint {
    static constexpr std::size_t kOutliers = 4;

    TimestampMs begin;
    std::int64_t records = 0;
    std::int64_t anomalous = 0;
    /// Of the anomaly score, or of the absolute error where the label is known. Exact until points are put
    /// together, a mean weighted by records from then on.
    Percentiles score;
    Moments error; ///< of the same numbers; for classification the share that was wrong
    Moments prediction;
    Moments actual;
    std::vector<Moments> fields;             ///< one per model input, empty ones for categories
    std::vector<Outlier> outliers;           ///< the kOutliers largest scores beyond the threshold
    std::vector<broker::OffsetRange> ranges; ///< smallest that cover the records, by partition

    void note(const Outlier& outlier);
    /// The other's records too, from another stretch or another partition; keeps its own begin.
    void merge(const TrackPoint& other);
};

/// What changed in a track since one last looked.
struct TrackChanges {
    std::chrono::milliseconds width{0}; ///< of every point's stretch
    bool replaced = false;              ///< these are all points there are, with a new width perhaps
    std::vector<TrackPoint> points;     ///< by time; one of the same begin takes the place of the old one
};

} // namespace driftwood::session
