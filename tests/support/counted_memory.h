#pragma once

#include <cstddef>

namespace driftwood::test {

/// Memory that the program's C++ code holds, and its maximum. Linking counted_memory.cpp replaces the global
/// operator new, also for the libraries. Memory allocated by C code is not counted.
[[nodiscard]] std::size_t heldBytes();
[[nodiscard]] std::size_t peakBytes();
/// Resets the peak to the memory held now.
void resetPeak();

} // namespace driftwood::test
