#pragma once

#include "training/kernels/kernels.h"

#include <vector>

namespace driftwood::training {

/// The kernels this processor supports, slowest first; "base" is always among them.
[[nodiscard]] std::vector<const Kernels*> supportedKernels();

/// The fastest of them, or the one that the environment variable DRIFTWOOD_KERNELS names. A name that is not
/// supported is logged and ignored. Decided once per process.
[[nodiscard]] const Kernels& chosenKernels();

} // namespace driftwood::training
