#pragma once

#include "decoder/formats/tree/tree_input.h"
#include "decoder/formats/tree/tree_sink.h"

namespace driftwood::decoder {

/// Reads one CBOR value (RFC 8949) of the input's payload, from beginning to end. False when there is none;
/// the input says why. Byte strings become base64; big numbers and decimal fractions their digits, UUIDs
/// their text; other tags are passed over. Names that are no text become text: 1 becomes "1".
[[nodiscard]] bool readCbor(TreeInput& input, TreeSink& out);

} // namespace driftwood::decoder
