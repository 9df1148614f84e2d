#pragma once

#include "ui/charts/chart_types.h"

#include <vector>

namespace driftwood::ui::samples {

/// Data for the gallery, the same at every start.

struct Points {
    std::vector<double> x;
    std::vector<double> y;
};

/// 2026-11-19 10:00 UTC.
constexpr double kTen = 1795082400000.0;
constexpr double kMinute = 60000.0;

/// `count` values over `minutes` from ten o'clock on, varying around `level`.
[[nodiscard]] Points wander(int count, double level, double spread, unsigned seed, double minutes = 60);
/// A loss falling from `from` to `to` over `steps`, with noise.
[[nodiscard]] Points loss(int steps, double from, double to, double noise, unsigned seed);
[[nodiscard]] Points smoothed(const Points& points, double weight);
/// Records per bucket and partition over `hours`, with a minimum in the middle.
[[nodiscard]] Buckets buckets(int count, double hours, int partitions);
/// A bell curve over `bins` between two values.
[[nodiscard]] Histogram bell(double from, double to, int bins, double centre, double width);

} // namespace driftwood::ui::samples
