#pragma once

#include "model/exporters/exporter.h"

#include <string>

namespace driftwood::model {

/// How a text that is missing is given to an ONNX file, whose texts always have a value: U+FFFF, which
/// Unicode keeps free for such uses, in UTF-8.
inline constexpr std::string_view kOnnxMissingText = "\xEF\xBF\xBF";

/// The operators are those of opset 17 and of version 3 of ai.onnx.ml; the inputs are the graph's fields,
/// each [N, 1] by its own name. Unsupported for an operation that ONNX lacks.
[[nodiscard]] Result<std::string> writeOnnx(const ExportContents& contents);

} // namespace driftwood::model
