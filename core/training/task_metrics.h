#pragma once

#include "training/metrics.h"
#include "training/network_spec.h"

#include <span>
#include <string_view>

namespace driftwood::training {

/// One of a task's metrics, with its name in an Evaluation.
struct MetricKind {
    std::string_view name; ///< "mae"
    bool largerIsBetter = false;
};

/// The metrics of a task in display order.
/// The first is the headline: lists show it, and baselines are compared by it.
[[nodiscard]] std::span<const MetricKind> metricsOf(Task task);
[[nodiscard]] const MetricKind& headlineMetric(Task task);

} // namespace driftwood::training
