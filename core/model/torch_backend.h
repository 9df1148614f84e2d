#pragma once

#include "base/result.h"
#include "model/trained_model.h"
#include "records/record_batch.h"
#include "training/gradient_engine.h"

#include <filesystem>
#include <memory>
#include <string>

namespace driftwood::model {

/// What an export was held against before it was reported as written.
struct ExportReport {
    std::filesystem::path path;
    std::uintmax_t bytes = 0;
    std::int64_t rowsCompared = 0;
    std::string comparedOn;             ///< which rows those were, in words: filled in by who chose them
    double maxAbsoluteDifference = 0.0; ///< against our own scoring, over all outputs
    double allowedDifference = 0.0;     ///< of the output that has that difference, see outputs.h
    double tolerance = 0.0;             ///< the share of the output's scale that is allowed
    std::string runtime;                ///< "libtorch 1.13.1"
};

struct TorchInfo {
    std::string version;
    std::string blas;       ///< "OpenBLAS (Cooperlake)"
    std::string capability; ///< "AVX512"
    int threads = 1;
};

/// What LibTorch does for us. The code behind it lies in a module that is opened late: linked in, it would
/// cost half a second and 150 MB at every start. Thread-safe.
class TorchBackend {
  public:
    virtual ~TorchBackend() = default;
    [[nodiscard]] virtual TorchInfo info() const = 0;
    /// Eager autograd over views of the flat buffers: the oracle of the tests and the fallback of training.
    [[nodiscard]] virtual Result<std::unique_ptr<training::GradientEngine>>
    makeEagerEngine(const training::DenseShape& shape, training::Loss loss) = 0;
    /// Writes TorchScript with the whole feature pipeline inside the graph, loads it back, and compares it on
    /// the rows of `sample` with our own scoring. The file appears only when they agree.
    [[nodiscard]] virtual Result<ExportReport> exportTorchScript(const TrainedModel& model,
                                                                 const records::RecordBatch& sample,
                                                                 const std::filesystem::path& path) = 0;
};

/// Opens the module on first use and keeps it for the life of the process. Unsupported in a build without it;
/// NotFound when the file is missing, naming where it was looked for.
[[nodiscard]] Result<TorchBackend*> torchBackend();

} // namespace driftwood::model
