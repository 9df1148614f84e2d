#include "monitoring/track_point.h"

#include "drift/covered_records.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

/// Like training::quantile (between order statistics), but without a copy per quantile.
double quantile(std::vector<double>& values, double q) {
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto at = values.begin() + static_cast<long>(below);
    std::nth_element(values.begin(), at, values.end());
    if (below + 1 == values.size())
        return *at;
    const double next = *std::min_element(at + 1, values.end());
    return *at + (place - static_cast<double>(below)) * (next - *at);
}

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

void Moments::add(double value) {
    if (!std::isfinite(value))
        return;
    ++count;
    const double distance = value - mean;
    mean += distance / static_cast<double>(count);
    squares += distance * (value - mean);
}

void Moments::add(const Moments& other) {
    if (other.count == 0)
        return;
    const auto all = static_cast<double>(count + other.count);
    const double distance = other.mean - mean;
    squares += other.squares +
               distance * distance * static_cast<double>(count) * static_cast<double>(other.count) / all;
    mean += distance * static_cast<double>(other.count) / all;
    count += other.count;
}

Percentiles Percentiles::of(std::vector<double>& values) {
    if (values.empty())
        return {};
    return {quantile(values, 0.01), quantile(values, 0.5), quantile(values, 0.99)};
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
