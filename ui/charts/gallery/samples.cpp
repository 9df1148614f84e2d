#include "ui/charts/gallery/samples.h"

#include <cmath>
#include <random>

namespace driftwood::ui::samples {

Points wander(int count, double level, double spread, unsigned seed, double minutes) {
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, spread);
    Points out;
    double value = level;
    for (int i = 0; i < count; ++i) {
        value += (level - value) * 0.15 + noise(random) * 0.5;
        out.x.push_back(kTen + i * minutes * kMinute / (count - 1));
        out.y.push_back(value);
    }
    return out;
}

Points loss(int steps, double from, double to, double noise, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> jitter(0, noise);
    Points out;
    for (int i = 0; i < steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        out.x.push_back(i);
        out.y.push_back((to + (from - to) * std::exp(-7 * t)) * std::exp(jitter(random)));
    }
    return out;
}

Points smoothed(const Points& points, double weight) {
    Points out = points;
    double mean = points.y.empty() ? 0 : points.y.front();
    for (double& y : out.y)
        y = mean = weight * mean + (1 - weight) * y;
    return out;
}

Buckets buckets(int count, double hours, int partitions) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> share(0.92, 1.08);
    Buckets out;
    out.width = hours * 60 * kMinute / count;
    out.begin = std::floor((kTen + 4.5 * 60 * kMinute - hours * 60 * kMinute) / out.width) * out.width;
    for (int p = 0; p < partitions; ++p) {
        std::vector<double> counts;
        for (int i = 0; i < count; ++i) {
            const double t = static_cast<double>(i) / count;
            const bool trough = t > 0.56 && t < 0.58;
            counts.push_back(
                std::round((4600 + 2200 * std::cos(t * 6.28)) * share(random) * (trough ? 0.2 : 1)));
        }
        out.counts.push_back(std::move(counts));
    }
    return out;
}

Histogram bell(double from, double to, int bins, double centre, double width) {
    Histogram out;
    for (int i = 0; i <= bins; ++i)
        out.edges.push_back(from + (to - from) * i / bins);
    for (int i = 0; i < bins; ++i) {
        const double z = (from + (to - from) * (i + 0.5) / bins - centre) / width;
        out.counts.push_back(std::round(10000 * std::exp(-z * z / 2)));
    }
    return out;
}

} // namespace driftwood::ui::samples
