#pragma once

#include "training/gradient_engine.h"

#include <memory>

namespace driftwood::libtorch {

/// The network as LibTorch computes it eagerly, gradients by autograd. Weights and gradients are views of the
/// caller's flat buffers; nothing is copied but the result.
[[nodiscard]] Result<std::unique_ptr<training::GradientEngine>>
makeEagerEngine(const training::DenseShape& shape, training::Loss loss);

} // namespace driftwood::libtorch
