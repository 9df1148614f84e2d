#pragma once

#include <cstddef>

namespace driftwood::test {

/// What the C++ code of this program holds, and the most it has held: linking counted_memory.cpp replaces the
/// global operator new, that of the libraries it uses too. Memory that C code takes is not counted.
[[nodiscard]] std::size_t heldBytes();
[[nodiscard]] std::size_t peakBytes();
/// The peak becomes what is held now.
void resetPeak();

} // namespace driftwood::test
