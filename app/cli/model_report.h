#pragma once

#include "app/cli/terminal.h"
#include "drift/drift_monitor.h"
#include "evaluation/export_report.h"
#include "model/trained_model.h"

#include <nlohmann/json.hpp>

namespace driftwood::cli {

/// `withFields`: also lists fields it does not read, and fields it reads in spite of doubts.
void printModel(Terminal& terminal, const model::TrainedModel& model, bool withFields = true);
/// Prints a line for each baseline and one that compares the model with the best of them,
/// indented; nothing without baselines.
void printBaselines(Terminal& terminal, training::Task task, const training::Evaluation& quality,
                    const training::Baselines& baselines);
/// "baselines", "best_baseline" and "worse_than_baseline".
void addBaselines(nlohmann::ordered_json& json, training::Task task, const training::Evaluation& quality,
                  const training::Baselines& baselines);
/// {"model": id, "name", "task", "parameters", "features", "threshold", "metrics", "training_metrics",
/// "dataset", …}
[[nodiscard]] nlohmann::ordered_json modelJson(const model::TrainedModel& model);

/// "largest difference 5.5e-05, where 7.1e-05 is allowed (1e-05, and 1e-05 of the value)".
[[nodiscard]] QString differenceText(const evaluation::ExportReport& report);

/// Prints one row per window: records, the worst fields, prediction drift, mean error.
void printDriftReports(Terminal& terminal, const std::vector<drift::DriftReport>& reports);
/// Prints one window in full: one row per field.
void printDriftReport(Terminal& terminal, const drift::DriftReport& report, const drift::DriftConfig& config);
void printAlarms(Terminal& terminal, const std::vector<drift::Alarm>& alarms);

} // namespace driftwood::cli
