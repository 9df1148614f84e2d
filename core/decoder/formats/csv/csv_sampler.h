#pragma once

#include "decoder/formats/sampler.h"

#include <memory>

namespace driftwood::decoder {

/// Claims nothing, because almost any text is a CSV record: keeps what no format claimed, and finds the
/// delimiter (comma, semicolon, tab or bar) with which most of it has the same number of columns.
[[nodiscard]] std::unique_ptr<Sampler> csvSampler(const SampleHints& hints);

} // namespace driftwood::decoder
