#include "features/kept_roles.h"

#include "base/json_fields.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

constexpr std::array<std::string_view, 5> kRoleNames{"feature", "label", "key", "time", "ignore"};

constexpr int kKeptRolesVersion = 2;

Result<KeptRole> keptRoleFromJson(const nlohmann::json& json, const std::string& where,
                                  const std::string& path) {
    JsonFields fields(json, where, path);
    KeptRole kept;
    fields.read("path", kept.path);
    fields.name("role", kept.role, fieldRoleFromName);
    fields.name("transform", kept.transform, transformFromName);
    if (Status fine = fields.finish(); !fine)
        return forward(fine);
    return kept;
}

Result<KeptRoles> listFromJson(const nlohmann::json& list, const std::string& where) {
    KeptRoles out;
    for (const nlohmann::json& entry : list) {
        auto kept = keptRoleFromJson(entry, where, "fields[" + std::to_string(out.size()) + "]");
        if (!kept)
            return forward(kept);
        out.push_back(*std::move(kept));
    }
    return out;
}

} // namespace

std::string_view fieldRoleName(FieldRole role) { return kRoleNames[static_cast<std::size_t>(role)]; }

std::optional<FieldRole> fieldRoleFromName(std::string_view name) {
    const auto it = std::ranges::find(kRoleNames, name);
    if (it == kRoleNames.end())
        return std::nullopt;
    return static_cast<FieldRole>(it - kRoleNames.begin());
}

nlohmann::json toJson(const KeptRoles& roles) {
    nlohmann::json list = nlohmann::json::array();
    for (const KeptRole& kept : roles)
        list.push_back({{"path", kept.path},
                        {"role", fieldRoleName(kept.role)},
                        {"transform", transformName(kept.transform)}});
    return {{"version", kKeptRolesVersion}, {"fields", std::move(list)}};
}

Result<KeptRoles> keptRolesFromJson(const nlohmann::json& json, const std::string& where) {
    if (json.is_array()) // version 1
        return listFromJson(json, where);
    JsonFields fields(json, where);
    fields.version(kKeptRolesVersion);
    KeptRoles out;
    if (const nlohmann::json* list = fields.array("fields"))
        fields.take(listFromJson(*list, where), out);
    if (Status fine = fields.finish(); !fine)
        return forward(fine);
    return out;
}

} // namespace driftwood::features
