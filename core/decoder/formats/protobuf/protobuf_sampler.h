#pragma once

#include "decoder/formats/sampler.h"

#include <memory>

namespace driftwood::decoder {

[[nodiscard]] std::unique_ptr<Sampler> protobufSampler(const SampleHints& hints);

} // namespace driftwood::decoder
