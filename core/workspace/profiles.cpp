#include "base/safe_name.h"
#include "workspace/database.h"
#include "workspace/workspace.h"

#include "base/bounded_json.h"
#include "base/log.h"
#include "broker/profile/allowed_properties.h"
#include "workspace/known_connections.h"
#include "workspace/stored.h"

#include <nlohmann/json.hpp>

namespace driftwood::workspace {
namespace {

constexpr const char* kSelectProfiles =
    R"(SELECT name, bootstrap_servers, security, mechanism, username, password_source,
    ca_file, certificate_file, key_file, read_only, extra, label, registry, masks FROM profiles)";

/// A profile as stored; names of enumerations and the JSON are parsed later.
struct StoredProfile {
    broker::ConnectionProfile profile;
    std::string security;
    std::string mechanism;
    std::string extraJson;
    std::string registry;
    std::string masks;
};

StoredProfile readProfile(RowReader row) {
    StoredProfile stored;
    stored.profile.name = row.text();
    stored.profile.bootstrapServers = row.text();
    stored.security = row.text();
    stored.mechanism = row.text();
    stored.profile.username = row.text();
    stored.profile.passwordSource = row.text();
    stored.profile.caFile = row.text();
    stored.profile.certificateFile = row.text();
    stored.profile.keyFile = row.text();
    stored.profile.readOnly = row.boolean();
    stored.extraJson = row.text();
    stored.profile.label = row.text();
    stored.registry = row.text();
    stored.masks = row.text();
    return stored;
}

Result<broker::ConnectionProfile> understand(StoredProfile stored, const std::string& folder) {
    broker::ConnectionProfile& profile = stored.profile;
    const auto damaged = [&](const char* field) {
        return fail(ErrorCode::CorruptData, "a saved profile cannot be understood",
                    folder + ", profile " + profile.name + ", field " + field, "Save the profile again.");
    };
    const auto security = broker::securityFromName(stored.security);
    if (!security)
        return damaged("security");
    const auto mechanism = broker::mechanismFromName(stored.mechanism);
    if (!mechanism)
        return damaged("mechanism");
    profile.security = *security;
    profile.mechanism = *mechanism;
    const auto extra = parseBoundedJson(stored.extraJson);
    if (!extra.is_object())
        return damaged("extra");
    for (const auto& [key, value] : extra.items()) {
        if (!value.is_string())
            return damaged("extra");
        profile.extra[key] = value.get<std::string>();
    }
    if (!stored.masks.empty()) {
        auto masks = fromStoredText<broker::FieldMasks>(stored.masks,
                                                        folder + ", profile " + profile.name + ", masks");
        if (!masks) // without them its records would be shown as they are
            return forward(masks);
        profile.masks = std::move(*masks);
    }
    if (stored.registry.empty())
        return std::move(profile);
    auto registry = fromStoredText<broker::RegistryAccess>(stored.registry, folder + ", profile " +
                                                                                profile.name + ", registry");
    if (!registry)
        return forward(registry);
    profile.registry = std::move(*registry);
    return std::move(profile);
}

/// Whether a librdkafka property holds a secret itself and not the name of a file.
bool isSecret(std::string_view property) {
    return property.find("password") != std::string_view::npos ||
           property.find("secret") != std::string_view::npos || property == "ssl.key.pem" ||
           property == "sasl.oauthbearer.config" || property == "sasl.jaas.config";
}

Status checkHoldsNoSecret(const broker::ConnectionProfile& profile) {
    if (!profile.passwordSource.empty() && !broker::namesSecret(profile.passwordSource)) {
        // The message does not repeat the value, which may be the password itself.
        return fail(ErrorCode::InvalidArgument,
                    "the password's source is not env:NAME, file:/path or keychain:NAME",
                    "profile " + profile.name, "Name where the password is, never the password.");
    }
    for (const auto& [property, value] : profile.extra) {
        if (isSecret(property)) {
            return fail(ErrorCode::InvalidArgument, "a secret is not stored in the workspace",
                        "profile " + profile.name + ", property " + property,
                        "Remove the property and name the password's source instead.");
        }
    }
    return {};
}

} // namespace

Status Workspace::saveProfile(const broker::ConnectionProfile& asGiven) {
    if (Status fine = checkName("a connection", asGiven.name); !fine)
        return fine;
    if (auto checked = checkHoldsNoSecret(asGiven); !checked)
        return checked;
    if (auto servers = broker::checkServers(asGiven.bootstrapServers); !servers)
        return servers;
    if (auto properties = broker::checkProperties(asGiven); !properties)
        return properties;
    if (auto registry = broker::checkRegistry(asGiven.registry); !registry)
        return registry;
    if (auto masks = broker::checkMasks(asGiven.masks); !masks)
        return masks;
    const broker::ConnectionProfile profile = broker::withAbsolutePaths(asGiven);
    // Replaces invalid UTF-8 instead of throwing.
    const std::string extra =
        nlohmann::json(profile.extra).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    auto saved = m_database->changeOne(
        "INSERT OR REPLACE INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {text(profile.name), text(profile.bootstrapServers),
         text(std::string(broker::securityName(profile.security))),
         text(std::string(broker::mechanismName(profile.mechanism))), text(profile.username),
         text(profile.passwordSource), text(profile.caFile), text(profile.certificateFile),
         text(profile.keyFile), profile.readOnly, text(extra), text(profile.label),
         text(profile.registry.isStated() ? toStoredText(profile.registry) : std::string()),
         text(profile.masks.empty() ? std::string() : toStoredText(profile.masks))},
        "profile " + profile.name);
    if (saved)
        if (const auto noted = rememberConnection(profile); !noted) // must not lose the profile
            log::warning(noted.error().text());
    return saved;
}

Result<std::vector<broker::ConnectionProfile>> Workspace::profiles() {
    static const std::string kSql = std::string(kSelectProfiles) + " ORDER BY name";
    auto stored = m_database->select<StoredProfile>(kSql.c_str(), {}, readProfile);
    if (!stored)
        return forward(stored);
    std::vector<broker::ConnectionProfile> profiles;
    for (StoredProfile& row : *stored) {
        auto profile = understand(std::move(row), m_folder.string());
        if (!profile)
            return forward(profile);
        profiles.push_back(std::move(*profile));
    }
    return profiles;
}

Result<broker::ConnectionProfile> Workspace::profile(const std::string& name) {
    static const std::string kSql = std::string(kSelectProfiles) + " WHERE name = ?";
    auto stored = m_database->select<StoredProfile>(kSql.c_str(), {text(name)}, readProfile);
    if (!stored)
        return forward(stored);
    if (stored->empty())
        return tl::unexpected<Error>(m_database->notFound("profile " + name));
    return understand(std::move(stored->front()), m_folder.string());
}

Status Workspace::removeProfile(const std::string& name) {
    return m_database->changeOne("DELETE FROM profiles WHERE name = ?", {text(name)}, "profile " + name);
}

} // namespace driftwood::workspace
