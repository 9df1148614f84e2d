#pragma once

#include "decoder/formats/sampler.h"

#include <memory>

namespace driftwood::decoder {

[[nodiscard]] std::unique_ptr<Sampler> avroSampler(const SampleHints& hints);

} // namespace driftwood::decoder
