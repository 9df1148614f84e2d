#pragma once

#include "model/torch_backend.h"

namespace driftwood::libtorch {

/// TorchBackend::exportTorchScript.
///
/// The file's `forward(numeric, text)` takes numeric: float64 [N, numeric fields], NaN where missing (bool as
/// 0 or 1), and text: List[List[Optional[str]]], N rows with one text or None per text field; models without
/// text fields take only the first. It returns float64: regression [N] in the label's unit; classification
/// [N, classes] probabilities; anomaly detection a tuple of score [N] and anomalous [N] (bool). Attributes:
/// numeric_fields, text_fields, feature_names, classes, threshold, model_id. The extra file meta.json
/// describes the same, plus lineage and one example.
[[nodiscard]] Result<model::ExportReport> exportTorchScript(const model::TrainedModel& model,
                                                            const records::RecordBatch& sample,
                                                            const std::filesystem::path& path);

} // namespace driftwood::libtorch
