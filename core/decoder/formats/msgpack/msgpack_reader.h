#pragma once

#include "decoder/formats/tree/tree_input.h"
#include "decoder/formats/tree/tree_sink.h"

namespace driftwood::decoder {

/// Reads one MessagePack value of the input's payload, from beginning to end. False when there is none; the
/// input says why. Binary and extension values become base64, timestamps ISO 8601. Names that are no text
/// become text: 1 becomes "1".
[[nodiscard]] bool readMessagePack(TreeInput& input, TreeSink& out);

} // namespace driftwood::decoder
