#pragma once

#include "training/gradient_engine.h"

#include <memory>

namespace driftwood::libtorch {

/// The network computed eagerly by LibTorch, with gradients by autograd. Weights and gradients are views of
/// the caller's flat buffers; only the result is copied.
[[nodiscard]] Result<std::unique_ptr<training::GradientEngine>>
makeEagerEngine(const training::Network& network, training::Loss loss);

} // namespace driftwood::libtorch
