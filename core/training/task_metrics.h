#pragma once

#include "training/metrics.h"
#include "training/network_spec.h"

#include <span>
#include <string_view>

namespace driftwood::training {

/// One of a task's metrics, by its name in an Evaluation.
struct MetricKind {
    std::string_view name; ///< "mae"
    bool largerIsBetter = false;
};

/// The metrics of a task in the order in which they are shown. The first is the headline: the one that lists
/// show, and that baselines are compared by.
[[nodiscard]] std::span<const MetricKind> metricsOf(Task task);
[[nodiscard]] const MetricKind& headlineMetric(Task task);

} // namespace driftwood::training
