#include "monitoring/track_point.h"

#include "base/statistics/quantile.h"
#include "drift/covered_records.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

double weighted(double a, std::int64_t countA, double b, std::int64_t countB) {
    if (std::isnan(a) || countA == 0)
        return b;
    if (std::isnan(b) || countB == 0)
        return a;
    const auto weightA = static_cast<double>(countA);
    const auto weightB = static_cast<double>(countB);
    return (a * weightA + b * weightB) / (weightA + weightB);
}

} // namespace

Percentiles Percentiles::of(std::vector<double>& values) {
    if (values.empty())
        return {};
    return {quantileReordering(values, 0.01), quantileReordering(values, 0.5),
            quantileReordering(values, 0.99)};
}

Percentiles Percentiles::together(const Percentiles& a, std::int64_t countA, const Percentiles& b,
                                  std::int64_t countB) {
    return {weighted(a.p1, countA, b.p1, countB), weighted(a.median, countA, b.median, countB),
            weighted(a.p99, countA, b.p99, countB)};
}

void TrackPoint::note(const Outlier& outlier) {
    if (outliers.size() == kOutliers && outliers.back().score >= outlier.score)
        return;
    const auto place = std::ranges::upper_bound(outliers, outlier.score, std::greater<>(), &Outlier::score);
    outliers.insert(place, outlier);
    if (outliers.size() > kOutliers)
        outliers.pop_back();
}

void TrackPoint::merge(const TrackPoint& other) {
    score = Percentiles::together(score, error.count, other.score, other.error.count);
    records += other.records;
    anomalous += other.anomalous;
    error.add(other.error);
    prediction.add(other.prediction);
    actual.add(other.actual);
    fields.resize(std::max(fields.size(), other.fields.size()));
    for (std::size_t i = 0; i < other.fields.size(); ++i)
        fields[i].add(other.fields[i]);
    for (const Outlier& outlier : other.outliers)
        note(outlier);
    broker::TopicRanges covered{{}, std::move(ranges)};
    for (const broker::OffsetRange& range : other.ranges)
        drift::cover(covered, range);
    ranges = std::move(covered.ranges);
}

} // namespace driftwood::monitoring
