#pragma once

#include "base/result.h"
#include "model/exporters/exporter.h"
#include "training/gradient_engine.h"

#include <map>
#include <memory>
#include <string>

namespace driftwood::model {

struct TorchInfo {
    std::string version;
    std::string blas;       ///< "OpenBLAS (Cooperlake)"
    std::string capability; ///< "AVX512"
    int threads = 1;
};

/// The functions that LibTorch provides. The code is in a module that is loaded late: linking it would cost
/// half a second and 150 MB at every start. Thread-safe.
class TorchBackend {
  public:
    virtual ~TorchBackend() = default;
    [[nodiscard]] virtual TorchInfo info() const = 0;
    /// Eager autograd over views of the flat buffers: oracle of the tests and fallback for training.
    [[nodiscard]] virtual Result<std::unique_ptr<training::GradientEngine>>
    makeEagerEngine(const training::Network& network, training::Loss loss) = 0;
    /// The bytes of a TorchScript file with the whole graph, and such bytes loaded again; see the row of
    /// model/exporters.
    [[nodiscard]] virtual Result<std::string> writeTorchScript(const ExportContents& contents) = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<ExportedFile>> openTorchScript(const std::string& bytes) = 0;
    /// The entries of a .pt2 file by name, to be computed by LibTorch's operators.
    [[nodiscard]] virtual Result<std::unique_ptr<ExportedFile>>
    openPt2(std::map<std::string, std::string> entries) = 0;
};

/// Loads the module on first use and keeps it until the process ends. Unsupported in a build without it;
/// NotFound, naming the places searched, when the file is missing.
[[nodiscard]] Result<TorchBackend*> torchBackend();

} // namespace driftwood::model
