#include "decoder/registry/schema_naming.h"

#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_key.h"

namespace driftwood::decoder {

SchemaNaming schemaNaming(std::string_view payload, const std::optional<std::string_view>& header) {
    using Way = SchemaNaming::Way;
    if (auto named = schemaOfHeader(header))
        return {Way::Header, std::move(named->key), 0};
    if (const auto id = registrySchemaId(payload))
        return {Way::Frame, schemaKeyOfId(*id), kRegistryFrameBytes};
    if (auto key = schemaKeyOfSingleObject(payload))
        return {Way::SingleObject, std::move(*key), kSingleObjectBytes};
    return {};
}

} // namespace driftwood::decoder
