#pragma once

#include "base/result.h"
#include "model/trained_model.h"
#include "records/record_batch.h"
#include "training/gradient_engine.h"

#include <filesystem>
#include <memory>
#include <string>

namespace driftwood::model {

/// The comparison that an export passed before it was reported as written.
struct ExportReport {
    std::filesystem::path path;
    std::uintmax_t bytes = 0;
    std::int64_t rowsCompared = 0;
    std::string comparedOn;             ///< description of those rows, set by the caller who chose them
    double maxAbsoluteDifference = 0.0; ///< from native scoring, over all outputs
    double allowedDifference = 0.0;     ///< for the output with that difference, see outputs.h
    double tolerance = 0.0;             ///< allowed fraction of the output's scale
    std::string runtime;                ///< "libtorch 1.13.1"
    std::string notKept;                ///< why the workspace does not list it, set by the caller; or empty
};

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
    /// Writes TorchScript with the whole feature pipeline in the graph, loads it and compares it with native
    /// scoring on the rows of `sample`. The file appears only when they agree.
    [[nodiscard]] virtual Result<ExportReport> exportTorchScript(const TrainedModel& model,
                                                                 const records::RecordBatch& sample,
                                                                 const std::filesystem::path& path) = 0;
};

/// Loads the module on first use and keeps it until the process ends. Unsupported in a build without it;
/// NotFound, naming the places searched, when the file is missing.
[[nodiscard]] Result<TorchBackend*> torchBackend();

} // namespace driftwood::model
