#include "ui/training/feature_shape.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr std::size_t kBins = 24;
constexpr double kTail = 0.005; ///< omitted on either side: outliers would flatten the rest

} // namespace

std::vector<double> shapeOf(const features::ReferenceField& field) {
    std::vector<double> bins;
    if (field.categorical) {
        for (const auto& [value, count] : field.counts)
            bins.push_back(static_cast<double>(count));
        bins.resize(std::min(bins.size(), kBins));
        return bins;
    }
    const auto& sample = field.sample; // sorted
    if (sample.size() < 2)
        return bins;
    const auto at = [&](double share) {
        return sample[static_cast<std::size_t>(share * static_cast<double>(sample.size() - 1))];
    };
    const double low = at(kTail);
    const double high = at(1.0 - kTail);
    if (!(high > low))
        return bins;
    bins.resize(kBins);
    for (const double value : sample)
        if (value >= low && value <= high)
            ++bins[std::min(kBins - 1, static_cast<std::size_t>((value - low) / (high - low) * kBins))];
    return bins;
}

} // namespace driftwood::ui
