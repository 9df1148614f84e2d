#pragma once

#include "training/kernels/kernels.h"

#include <vector>

namespace driftwood::training {

/// The kernels this processor can run, slowest first; "base" is always there.
[[nodiscard]] std::vector<const Kernels*> supportedKernels();

/// The fastest of them, or the one named by the environment's DRIFTWOOD_KERNELS where that can run; a name
/// that cannot is reported in the log. Decided once per process.
[[nodiscard]] const Kernels& chosenKernels();

} // namespace driftwood::training
