#pragma once

#include "base/result.h"
#include "evaluation/export_report.h"
#include "model/exporters/exporter.h"
#include "records/record_batch.h"

namespace driftwood::evaluation {

/// Writes the model in a format, loads what was written, and compares it with our own scoring on every row of
/// `sample`, and so does the graph that it was written from. The file appears only when all agree; Mismatch
/// names the first row where they do not.
[[nodiscard]] Result<ExportReport> exportChecked(const model::TrainedModel& model,
                                                 const model::Exporter& exporter,
                                                 const records::RecordBatch& sample,
                                                 const std::filesystem::path& path);

} // namespace driftwood::evaluation
