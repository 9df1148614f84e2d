#include "runs/kept_metrics.h"

#include <utility>

namespace driftwood::runs {
namespace {

using Metrics = std::vector<workspace::MetricRow>;

Result<Metrics> kept(Result<Metrics> metrics, const workspace::RunRow& run) {
    if (metrics && run.status == workspace::RunStatus::Interrupted)
        std::erase_if(*metrics, [&](const workspace::MetricRow& row) { return row.step > run.steps; });
    return metrics;
}

} // namespace

Result<Metrics> keptMetrics(workspace::Workspace& workspace, const workspace::RunRow& run) {
    return kept(workspace.metrics(run.id), run);
}

Result<Metrics> keptMetric(workspace::Workspace& workspace, const workspace::RunRow& run,
                           const std::string& name) {
    return kept(workspace.metric(run.id, name), run);
}

} // namespace driftwood::runs
