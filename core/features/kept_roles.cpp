#include "features/kept_roles.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

constexpr std::array<std::string_view, 5> kRoleNames{"feature", "label", "key", "time", "ignore"};

std::string textIn(const nlohmann::json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
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
    nlohmann::json out = nlohmann::json::array();
    for (const KeptRole& kept : roles)
        out.push_back({{"path", kept.path},
                       {"role", fieldRoleName(kept.role)},
                       {"transform", transformName(kept.transform)}});
    return out;
}

Result<KeptRoles> keptRolesFromJson(const nlohmann::json& list, const std::string& where) {
    if (!list.is_array())
        return fail(ErrorCode::CorruptData, "the roles of the data set's fields cannot be read", where);
    KeptRoles out;
    for (const nlohmann::json& entry : list) {
        if (!entry.is_object())
            continue;
        const auto role = fieldRoleFromName(textIn(entry, "role"));
        const auto transform = transformFromName(textIn(entry, "transform"));
        if (role && transform)
            out.push_back({textIn(entry, "path"), *role, *transform});
    }
    return out;
}

} // namespace driftwood::features
