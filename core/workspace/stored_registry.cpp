#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "workspace/stored.h"

#include <nlohmann/json.hpp>

namespace driftwood::workspace {
namespace {

constexpr int kRegistryVersion = 1;

} // namespace

std::string toStoredText(const broker::RegistryAccess& registry) {
    const nlohmann::json json{{"version", kRegistryVersion},
                              {"addresses", registry.addresses},
                              {"username", registry.username},
                              {"passwordSource", registry.passwordSource},
                              {"tokenSource", registry.tokenSource},
                              {"caFile", registry.caFile},
                              {"certificateFile", registry.certificateFile},
                              {"keyFile", registry.keyFile}};
    // Replaces invalid UTF-8 instead of throwing.
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <>
Result<broker::RegistryAccess> fromStoredText(const std::string& text, const std::string& where) {
    const auto json = parseBoundedJson(text);
    JsonFields fields(json, where);
    broker::RegistryAccess registry;
    fields.version(kRegistryVersion);
    fields.read("addresses", registry.addresses);
    fields.read("username", registry.username);
    fields.read("passwordSource", registry.passwordSource);
    fields.read("tokenSource", registry.tokenSource);
    fields.read("caFile", registry.caFile);
    fields.read("certificateFile", registry.certificateFile);
    fields.read("keyFile", registry.keyFile);
    if (Status sound = fields.finish(); !sound)
        return forward(sound);
    if (Status sound = broker::checkRegistry(registry); !sound)
        return fail(ErrorCode::CorruptData, sound.error().what, where, "Save the profile again.");
    return registry;
}

} // namespace driftwood::workspace
