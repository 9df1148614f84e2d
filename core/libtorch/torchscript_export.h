#pragma once

#include "model/exporters/exporter.h"

namespace driftwood::libtorch {

/// TorchBackend::writeTorchScript.
///
/// The file's `forward(numeric, text)` takes numeric: float64 [N, numeric fields], NaN where missing (bool as
/// 0 or 1), and text: List[List[Optional[str]]], N rows with one text or None per text field; models without
/// text fields take only the first. It returns float64: regression [N] in the label's unit; classification
/// [N, classes] probabilities; anomaly detection a tuple of score [N] and anomalous [N] (bool). Attributes:
/// numeric_fields, text_fields, feature_names, classes, threshold, model_id. The extra file meta.json
/// describes the same, plus lineage and one example.
[[nodiscard]] Result<std::string> writeTorchScript(const model::ExportContents& contents);

/// TorchBackend::openTorchScript.
[[nodiscard]] Result<std::unique_ptr<model::ExportedFile>> openTorchScript(const std::string& bytes);

} // namespace driftwood::libtorch
