#include "decoder/registry/schema_key.h"

#include "base/whole_text.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/value_text.h"

namespace driftwood::decoder {
namespace {

constexpr std::string_view kId = "id:";
constexpr std::string_view kGuid = "guid:";
constexpr std::string_view kFingerprint = "fingerprint:";
constexpr std::size_t kGuidBytes = 16;

} // namespace

std::string schemaKeyOfId(std::int32_t id) { return std::string(kId) + std::to_string(id); }

std::string schemaKeyOfFingerprint(std::uint64_t fingerprint) {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += static_cast<char>((fingerprint >> static_cast<unsigned>(shift)) & 0xFFU);
    return std::string(kFingerprint) + hexText(bytes);
}

std::optional<HeaderSchema> schemaOfHeader(const std::optional<std::string_view>& header) {
    if (!header || header->empty())
        return std::nullopt;
    if (header->size() > kGuidBytes && header->front() == 1)
        return HeaderSchema{std::string(kGuid) + uuidText(header->substr(1, kGuidBytes)),
                            std::string(header->substr(1 + kGuidBytes))};
    if (const auto id = registrySchemaId(*header))
        return HeaderSchema{schemaKeyOfId(*id), std::string(header->substr(kRegistryFrameBytes))};
    return std::nullopt;
}

std::optional<std::string> schemaKeyOfSingleObject(std::string_view payload) {
    if (payload.size() < kSingleObjectBytes || payload.substr(0, 2) != "\xC3\x01")
        return std::nullopt;
    std::uint64_t fingerprint = 0;
    for (std::size_t i = kSingleObjectBytes; i-- > 2;)
        fingerprint = (fingerprint << 8U) | static_cast<unsigned char>(payload[i]);
    return schemaKeyOfFingerprint(fingerprint);
}

const char* schemaHeader(bool ofKeys) { return ofKeys ? "__key_schema_id" : "__value_schema_id"; }

std::string schemaKeyWords(std::string_view key) {
    if (key.starts_with(kId))
        return "schema id " + std::string(key.substr(kId.size()));
    if (key.starts_with(kGuid))
        return "schema " + std::string(key.substr(kGuid.size()));
    if (key.starts_with(kFingerprint))
        return "the schema with fingerprint " + std::string(key.substr(kFingerprint.size()));
    return "the stated schema";
}

std::optional<std::int32_t> idOfSchemaKey(std::string_view key) {
    return key.starts_with(kId) ? fromWholeText<std::int32_t>(key.substr(kId.size())) : std::nullopt;
}

std::optional<std::string> guidOfSchemaKey(std::string_view key) {
    return key.starts_with(kGuid) ? std::optional(std::string(key.substr(kGuid.size()))) : std::nullopt;
}

std::string newestSchemaKey(const std::vector<std::string>& keys) {
    std::string best = keys.empty() ? std::string() : keys.back();
    for (const std::string& key : keys)
        if (const auto id = idOfSchemaKey(key); id && (!idOfSchemaKey(best) || *id > *idOfSchemaKey(best)))
            best = key;
    return best;
}

} // namespace driftwood::decoder
