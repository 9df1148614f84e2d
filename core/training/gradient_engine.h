#pragma once

#include "base/result.h"
#include "training/network_spec.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace driftwood::training {

/// Rows to learn from. Exactly one of targets (MSE:
/// rows × outputs; BCE: rows, 0 or 1) and classes (CE) is set.
struct Batch {
    std::size_t rows = 0;
    const float* inputs = nullptr; ///< rows × inputs, row-major
    const float* targets = nullptr;
    const std::int32_t* classes = nullptr;
    const float* weights =
        nullptr; ///< per row's loss (BCE and CE), mean 1 over the training rows; null: all 1
};

/// Computes a network's loss and gradient over flat parameters. The engine owns scratch memory, not the
/// parameters. Not thread-safe: use one per thread.
class GradientEngine {
  public:
    virtual ~GradientEngine() = default;
    [[nodiscard]] virtual std::string name() const = 0; ///< "native (avx512)", "libtorch 1.13 eager"
    /// Mean loss over the batch; with weights, the sum of weight times loss divided by the number of rows.
    /// Overwrites gradient (parameterCount floats).
    [[nodiscard]] virtual Result<double> lossAndGradient(std::span<const float> parameters,
                                                         const Batch& batch, std::span<float> gradient) = 0;
    /// out: rows × outputs; logits for classification.
    [[nodiscard]] virtual Status forward(std::span<const float> parameters, std::span<const float> inputs,
                                         std::size_t rows, std::span<float> out) = 0;
};

using EngineFactory = std::function<Result<std::unique_ptr<GradientEngine>>(const Network&, Loss)>;

/// The native kernels, chosen for this processor (base, AVX2, AVX-512; DRIFTWOOD_KERNELS=base|avx2|avx512
/// overrides). forward() gives a row the same bits whatever the number of rows and its position, so a record
/// scored live equals the same record in a replay. The engine keeps the layout of the last weights; calls
/// with one row at a time only compare the weights. Unsupported for a network that is no stack of dense
/// layers.
[[nodiscard]] Result<std::unique_ptr<GradientEngine>> makeNativeEngine(const Network& network, Loss loss);
/// InvalidArgument for a network that does not exist yet, Unsupported for one that is no stack of dense
/// layers: what an engine that computes such stacks says of others.
[[nodiscard]] Status checkDense(const Network& network, std::string_view engine);

} // namespace driftwood::training
