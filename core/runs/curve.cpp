#include "runs/curve.h"

#include <algorithm>
#include <cmath>

namespace driftwood::runs {

std::optional<double> Curve::at(double atStep) const {
    const auto after = std::ranges::upper_bound(step, atStep);
    if (after == step.begin())
        return std::nullopt;
    return value[static_cast<std::size_t>(after - step.begin()) - 1];
}

std::optional<double> Curve::measuredAt(double atStep) const {
    const auto place = std::ranges::lower_bound(step, atStep);
    if (place == step.end() || *place != atStep)
        return std::nullopt;
    return value[static_cast<std::size_t>(place - step.begin())];
}

void Curve::append(double atStep, double newValue) {
    step.push_back(atStep);
    value.push_back(newValue);
}

void Curve::truncateAfter(double lastStep) {
    const auto kept = static_cast<std::size_t>(std::ranges::upper_bound(step, lastStep) - step.begin());
    step.resize(kept);
    value.resize(kept);
}

Curve thinned(const Curve& curve, std::size_t most) {
    if (curve.size() <= most)
        return curve;
    const auto less = [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; };
    const std::size_t last = curve.size() - 1;
    const double first = curve.step.front();
    const double width =
        (curve.step.back() - first) / static_cast<double>(std::max<std::size_t>(1, most / 2));
    Curve out;
    for (std::size_t begin = 0, end = 0; begin < last; begin = end) {
        const double stretch = std::floor((curve.step[begin] - first) / width);
        for (end = begin + 1; end < last && std::floor((curve.step[end] - first) / width) == stretch;)
            ++end;
        const auto from = curve.value.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto to = curve.value.begin() + static_cast<std::ptrdiff_t>(end);
        const auto [least, greatest] = std::minmax_element(from, to, less);
        for (const auto& extreme : {std::min(least, greatest), std::max(least, greatest)})
            if (const auto at = static_cast<std::size_t>(extreme - curve.value.begin());
                out.empty() || out.step.back() < curve.step[at])
                out.append(curve.step[at], curve.value[at]);
    }
    out.append(curve.step[last], curve.value[last]);
    return out;
}

std::optional<double> bestStep(const Curve& validationLoss) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < validationLoss.size(); ++i)
        if (std::isfinite(validationLoss.value[i]) &&
            (!best || validationLoss.value[i] < validationLoss.value[*best]))
            best = i;
    return best ? std::optional(validationLoss.step[*best]) : std::nullopt;
}

} // namespace driftwood::runs
