#pragma once

#include "base/result.h"
#include "training/network_spec.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace driftwood::training {

/// Rows to learn from. Exactly one of targets (MSE: rows × outputs; BCE: rows, 0 or 1) and classes (CE) is
/// set.
struct Batch {
    std::size_t rows = 0;
    const float* inputs = nullptr; ///< rows × inputs, row-major
    const float* targets = nullptr;
    const std::int32_t* classes = nullptr;
    const float* weights =
        nullptr; ///< of each row's loss (BCE and CE), mean 1 over the training rows; null: all 1
};

/// Computes a network's loss and gradient over flat parameters. The engine holds scratch memory, not the
/// parameters. Not thread-safe: one per thread.
class GradientEngine {
  public:
    virtual ~GradientEngine() = default;
    [[nodiscard]] virtual std::string name() const = 0; ///< "native (avx512)", "libtorch 1.13 eager"
    /// Mean loss over the batch, of weighted rows: sum of weight times loss over the number of rows; gradient
    /// (parameterCount floats) is overwritten.
    [[nodiscard]] virtual Result<double> lossAndGradient(std::span<const float> parameters,
                                                         const Batch& batch, std::span<float> gradient) = 0;
    /// out: rows × outputs, logits for classification.
    [[nodiscard]] virtual Status forward(std::span<const float> parameters, std::span<const float> inputs,
                                         std::size_t rows, std::span<float> out) = 0;
};

using EngineFactory = std::function<Result<std::unique_ptr<GradientEngine>>(const DenseShape&, Loss)>;

/// Own kernels, chosen for this processor (base, AVX2, AVX-512; DRIFTWOOD_KERNELS=base|avx2|avx512
/// overrides). forward() gives a row the same bits whatever the number of rows and its place among them, so a
/// record scored live equals the same record in a replay. It keeps the weights of the last call laid out, so
/// one row after another costs no more than looking whether they changed.
[[nodiscard]] std::unique_ptr<GradientEngine> makeNativeEngine(const DenseShape& shape, Loss loss);

} // namespace driftwood::training
