#pragma once

#include "base/result.h"
#include "decoder/registry/schema_registry.h"

#include <string>
#include <vector>

namespace driftwood::decoder {

/// A schema's text with the schemas that it refers to put in where their names first occur, so that it stands
/// by itself. CorruptData for what is no JSON.
[[nodiscard]] Result<std::string> withAvroReferences(const std::string& text,
                                                     const std::vector<ReferencedSchema>& references);

} // namespace driftwood::decoder
