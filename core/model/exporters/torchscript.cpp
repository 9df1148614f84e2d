#include "model/exporters/exporter.h"
#include "model/torch_backend.h"

namespace driftwood::model {

constinit const Exporter kTorchScript{
    .name = "torchscript",
    .title = "TorchScript",
    .suffix = ".pt",
    .opens = "LibTorch (C++), PyTorch ≤ 2.8",
    .form = InputForm::NumbersAndTexts,
    .missingText = "None",
    .available = []() -> Status {
        if (auto backend = torchBackend(); !backend)
            return forward(backend);
        return {};
    },
    .write = [](const ExportContents& contents) -> Result<std::string> {
        auto backend = torchBackend();
        if (!backend)
            return forward(backend);
        return (*backend)->writeTorchScript(contents);
    },
    .open = [](const std::string& bytes) -> Result<std::unique_ptr<ExportedFile>> {
        auto backend = torchBackend();
        if (!backend)
            return forward(backend);
        return (*backend)->openTorchScript(bytes);
    },
};

} // namespace driftwood::model
