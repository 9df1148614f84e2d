#pragma once

#include "decoder/decoder.h"

#include <string>

namespace driftwood::decoder {

/// NotAuthorized where a connection masks what the spec, which was made when it did not, would give as it is.
/// `what`: "the data set day".
[[nodiscard]] Status checkMasked(const DecoderSpec& spec, const broker::FieldMasks& connection,
                                 const std::string& what);

/// Whether keys, or fields of them, are masked.
[[nodiscard]] bool areKeysMasked(const broker::FieldMasks& masks);

} // namespace driftwood::decoder
