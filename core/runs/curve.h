#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace driftwood::runs {

/// The values of one metric over a run's steps, in ascending order.
struct Curve {
    std::vector<double> step;
    std::vector<double> value;

    [[nodiscard]] bool empty() const { return step.empty(); }
    [[nodiscard]] std::size_t size() const { return step.size(); }
    /// The last value at or before a step; nothing before the first.
    [[nodiscard]] std::optional<double> at(double atStep) const;
    /// The value measured at this very step; nothing if there is none.
    [[nodiscard]] std::optional<double> measuredAt(double atStep) const;
    void append(double atStep, double newValue);
    void truncateAfter(double lastStep);
};

/// The curve in at most about `most` points: of each of equal stretches of steps the smallest and the largest
/// value, in their order, and the last value. A curve that is thinned again and again is equally dense
/// everywhere. NaN counts as the largest, so that it is not lost.
[[nodiscard]] Curve thinned(const Curve& curve, std::size_t most);

/// The step with the smallest validation loss, the first if equal; nothing if none is finite.
[[nodiscard]] std::optional<double> bestStep(const Curve& validationLoss);

} // namespace driftwood::runs
