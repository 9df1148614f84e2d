#include "decoder/registry/registry_frame.h"

#include "decoder/formats/format.h"

namespace driftwood::decoder {

std::optional<std::int32_t> registrySchemaId(std::string_view payload) {
    if (payload.size() < kRegistryFrameBytes || payload.front() != '\0')
        return std::nullopt;
    std::uint32_t id = 0;
    for (const char byte : payload.substr(1, kRegistryFrameBytes - 1))
        id = (id << 8U) | static_cast<unsigned char>(byte);
    // Registries count from 1 and stay small: more zeros or a sign mean some other binary format.
    if (id == 0 || id > 0x7FFFFFFFU)
        return std::nullopt;
    return static_cast<std::int32_t>(id);
}

std::string_view withoutJsonFrame(std::string_view payload) {
    if (!registrySchemaId(payload))
        return payload;
    const std::string_view inner = payload.substr(kRegistryFrameBytes);
    return inner.starts_with('{') || inner.starts_with('[') ? inner : payload;
}

std::vector<std::string_view> framedFormats(std::string_view payload) {
    if (!registrySchemaId(payload))
        return {};
    if (withoutJsonFrame(payload).size() < payload.size())
        return {kJsonFormat.title};
    std::vector<std::string_view> titles;
    for (const Format* format : formats())
        if (!format->registryType.empty())
            titles.push_back(format->title);
    return titles;
}

std::string registryLook(std::string_view payload) {
    const auto id = registrySchemaId(payload);
    if (!id)
        return {};
    std::string look;
    for (const std::string_view title : framedFormats(payload))
        look.append(look.empty() ? "" : " or ").append(title);
    return look + " behind a schema registry, schema id " + std::to_string(*id);
}

std::string whyFrameIsNotDecoded(std::string_view payload) {
    const std::string look = registryLook(payload);
    return look.empty() ? look : "looks like " + look + "; not decoded";
}

} // namespace driftwood::decoder
