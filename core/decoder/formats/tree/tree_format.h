#pragma once

#include "decoder/formats/tree/tree_input.h"
#include "decoder/formats/tree/tree_sink.h"

#include <string_view>

namespace driftwood::decoder {

/// A format of payloads that describe themselves as JSON does.
struct TreeFormat {
    PayloadFormat format;
    std::string_view title; ///< "CBOR"
    /// Reads the whole payload. False when it is in another format; the input says why.
    bool (*read)(TreeInput& input, TreeSink& out);
};

/// The path of a payload that is no object.
inline constexpr std::string_view kTreeValuePath = "value";

} // namespace driftwood::decoder
