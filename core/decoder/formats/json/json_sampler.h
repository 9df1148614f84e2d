#pragma once

#include "decoder/formats/sampler.h"

#include <memory>

namespace driftwood::decoder {

/// Claims every payload that is one valid JSON object.
[[nodiscard]] std::unique_ptr<Sampler> jsonSampler(const SampleHints& hints);

} // namespace driftwood::decoder
