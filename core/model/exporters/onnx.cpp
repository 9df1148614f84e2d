#include "model/exporters/exporter.h"
#include "model/exporters/onnx_reader.h"
#include "model/exporters/onnx_writer.h"

namespace driftwood::model {

constinit const Exporter kOnnx{
    .name = "onnx",
    .title = "ONNX",
    .suffix = ".onnx",
    .opens = "onnxruntime, Netron",
    .form = InputForm::Columns,
    .missingText = kOnnxMissingText,
    .available = []() -> Status { return {}; },
    .write = writeOnnx,
    .open = openOnnx,
};

} // namespace driftwood::model
