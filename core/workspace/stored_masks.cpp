#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "workspace/stored.h"

#include <nlohmann/json.hpp>

namespace driftwood::workspace {
namespace {

constexpr int kMasksVersion = 1;

} // namespace

std::string toStoredText(const broker::FieldMasks& masks) {
    nlohmann::json json{
        {"version", kMasksVersion}, {"salt", masks.salt}, {"fields", nlohmann::json::array()}};
    for (const broker::FieldMask& mask : masks.fields)
        json["fields"].push_back({{"path", mask.path}, {"mask", broker::maskName(mask.kind)}});
    // Replaces invalid UTF-8 instead of throwing.
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <>
Result<broker::FieldMasks> fromStoredText(const std::string& text, const std::string& where) {
    const auto json = parseBoundedJson(text);
    JsonFields fields(json, where);
    broker::FieldMasks masks;
    fields.version(kMasksVersion);
    fields.read("salt", masks.salt);
    if (const nlohmann::json* list = fields.array("fields"))
        for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i) {
            JsonFields one((*list)[i], where, "fields[" + std::to_string(i) + "]");
            broker::FieldMask& mask = masks.fields.emplace_back();
            one.read("path", mask.path);
            one.name("mask", mask.kind, broker::maskFromName);
            if (Status sound = one.finish(); !sound)
                return forward(sound);
        }
    if (Status sound = fields.finish(); !sound)
        return forward(sound);
    if (Status sound = broker::checkMasks(masks); !sound)
        return fail(ErrorCode::CorruptData, sound.error().what, where, "Save the profile again.");
    return masks;
}

} // namespace driftwood::workspace
