#pragma once

#include "app/cli/terminal.h"
#include "drift/drift_monitor.h"
#include "model/trained_model.h"

#include <nlohmann/json.hpp>

namespace driftwood::cli {

void printModel(Terminal& terminal, const model::TrainedModel& model);
/// {"model": id, "name", "task", "parameters", "features", "threshold", "metrics", "training_metrics",
/// "dataset", …}
[[nodiscard]] nlohmann::ordered_json modelJson(const model::TrainedModel& model);

/// A row per window: records, the worst fields, prediction drift, mean error.
void printDriftReports(Terminal& terminal, const std::vector<drift::DriftReport>& reports);
/// One window in full: a row per field.
void printDriftReport(Terminal& terminal, const drift::DriftReport& report, const drift::DriftConfig& config);
void printAlarms(Terminal& terminal, const std::vector<drift::Alarm>& alarms);

} // namespace driftwood::cli
