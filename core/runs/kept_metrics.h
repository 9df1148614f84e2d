#pragma once

#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace driftwood::runs {

/// The metrics that the run still has, by name, then step. Those of an interrupted run end at its checkpoint:
/// it is taken up from there, and what was measured beyond is lost.
[[nodiscard]] Result<std::vector<workspace::MetricRow>> keptMetrics(workspace::Workspace& workspace,
                                                                    const workspace::RunRow& run);
/// The same for one metric, by step.
[[nodiscard]] Result<std::vector<workspace::MetricRow>>
keptMetric(workspace::Workspace& workspace, const workspace::RunRow& run, const std::string& name);

} // namespace driftwood::runs
