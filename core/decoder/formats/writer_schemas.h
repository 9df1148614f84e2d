#pragma once

#include "decoder/decoder.h"

#include <nlohmann/json_fwd.hpp>

namespace driftwood {
class JsonFields;
}

namespace driftwood::decoder {

/// The schemas of a spec in a manifest: each with its key, the reader's first.
void writeSchemas(const DecoderSpec& spec, nlohmann::ordered_json& out);
void readSchemas(JsonFields& fields, DecoderSpec& out);

} // namespace driftwood::decoder
