#include "app/cli/commands/commands.h"
#include "app/cli/option_kinds.h"
#include "app/cli/password_prompt.h"
#include "app/cli/profile_check.h"
#include "app/cli/registry_options.h"
#include "app/cli/table.h"
#include "base/safe_name.h"
#include "broker/profile/allowed_properties.h"
#include "broker/profile/connection_risks.h"
#include "broker/profile/keychain.h"
#include "decoder/registry/schema_registry.h"
#include "ui/format/format.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace driftwood::cli {
namespace {

struct ConnectOptions {
    broker::ConnectionProfile profile;
    std::string security = "PLAINTEXT";
    std::string mechanism = "SCRAM-SHA-512";
    std::vector<std::string> properties;
    std::vector<std::string> masks;
    bool unmask = false;
    bool writable = false;
    bool storePassword = false;
    bool storeRegistryPassword = false;
    bool list = false;
    std::string remove;
};

nlohmann::ordered_json profileJson(const broker::ConnectionProfile& profile) {
    auto properties = nlohmann::ordered_json::array();
    for (const auto& [name, value] : broker::asProperties(profile))
        properties.push_back({{"name", name}, {"value", value}});
    auto masks = nlohmann::ordered_json::array();
    for (const broker::FieldMask& mask : profile.masks.fields)
        masks.push_back({{"path", mask.path}, {"mask", broker::maskName(mask.kind)}});
    return {{"name", profile.name},
            {"brokers", profile.bootstrapServers},
            {"security", broker::securityName(profile.security)},
            {"username", profile.username},
            {"registry", profile.registry.addresses},
            {"read_only", profile.readOnly},
            {"properties", properties},
            {"masks", masks}};
}

constexpr int kIndent = 6;

/// Whether a connection does more than its row in the list says.
bool isMoreThanItsRow(const broker::ConnectionProfile& profile) {
    return std::ranges::any_of(broker::asProperties(profile), [](const auto& property) {
        const auto& name = property.first;
        return name != "bootstrap.servers" && name != "security.protocol" && name != "sasl.username";
    });
}

int listProfiles(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(profiles, workspace->profiles());
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& profile : profiles)
            json.push_back(profileJson(profile));
        context.printJson({{"profiles", json}});
        return kOk;
    }
    Table table({{"NAME"}, {"BROKERS"}, {"SECURITY"}, {"USER"}, {"WRITES"}});
    for (const auto& profile : profiles)
        table.add({shown(profile.name), shown(profile.bootstrapServers),
                   shown(broker::securityName(profile.security)), shown(profile.username),
                   profile.readOnly ? "read-only" : "allowed"});
    Terminal& out = context.terminal();
    if (table.empty())
        out.line("No saved connection. Save one with: driftwood-cli connect NAME --servers HOST:PORT");
    else
        table.print(out);
    for (const auto& profile : profiles) {
        if (!isMoreThanItsRow(profile) && profile.masks.empty())
            continue;
        out.line();
        out.line(shown(profile.name) + " sets");
        for (const auto& [name, value] : broker::asProperties(profile))
            out.paragraph(QStringLiteral("  %1 = %2").arg(shown(name), shown(value)), kIndent);
        for (const broker::FieldMask& mask : profile.masks.fields)
            out.paragraph(QStringLiteral("  mask %1 = %2")
                              .arg(shown(mask.path), shown(std::string(broker::maskName(mask.kind)))),
                          kIndent);
    }
    return kOk;
}

Status fillIn(ConnectOptions& options) {
    // The parser has accepted only known words, so value() cannot fail.
    options.profile.security = broker::securityFromName(options.security).value();
    options.profile.mechanism = broker::mechanismFromName(options.mechanism).value();
    options.profile.readOnly = !options.writable;
    for (const std::string& property : options.properties) {
        const auto equals = property.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::InvalidArgument, "\"" + property + "\" is not NAME=VALUE", "--property",
                        "Write it as socket.timeout.ms=5000.");
        options.profile.extra[property.substr(0, equals)] = property.substr(equals + 1);
    }
    for (const std::string& text : options.masks) {
        auto mask = broker::maskFromText(text);
        if (!mask)
            return fail(mask.error().code, mask.error().what, "--mask", mask.error().hint);
        options.profile.masks.fields.push_back(std::move(*mask));
    }
    return {};
}

/// Masks stay when a profile is saved again without any, and so does the salt: hashes go on to be the same.
Status keepMasks(Context& context, ConnectOptions& options) {
    broker::FieldMasks& masks = options.profile.masks;
    if (options.unmask)
        return {};
    auto workspace = context.workspace();
    const auto before = workspace ? (*workspace)->profile(options.profile.name)
                                  : Result<broker::ConnectionProfile>(tl::unexpected(workspace.error()));
    if (before) {
        masks.salt = before->masks.salt;
        if (masks.empty())
            masks.fields = before->masks.fields;
    } else if (before.error().code != ErrorCode::NotFound) {
        return tl::unexpected(before.error());
    }
    if (!masks.empty() && masks.salt.empty())
        masks.salt = broker::newMaskSalt();
    return {};
}

constexpr std::string_view kKeychain = "keychain:";

/// Asks for the password and stores it in the keychain,
/// under the name in the profile's source or the profile's own name.
Status storePassword(ConnectOptions& options) {
    std::string& source = options.profile.passwordSource;
    if (source.empty())
        source = std::string(kKeychain) + options.profile.name;
    if (!source.starts_with(kKeychain))
        return fail(ErrorCode::InvalidArgument, "only the keychain can store a password", "--password-from",
                    "Leave it out, or write keychain:NAME.");
    const std::string& user = options.profile.username;
    auto password =
        readPassword("Password" + (user.empty() ? user : " of " + user) + " for " + options.profile.name);
    if (!password)
        return forward(password);
    return broker::storeInKeychain(source.substr(kKeychain.size()), *password);
}

/// The same for the schema registry's password, or its token where one is named.
Status storeRegistrySecret(ConnectOptions& options) {
    broker::RegistryAccess& registry = options.profile.registry;
    std::string& source = registry.tokenSource.empty() ? registry.passwordSource : registry.tokenSource;
    if (source.empty())
        source = std::string(kKeychain) + broker::registrySecretName(options.profile.name);
    if (!source.starts_with(kKeychain))
        return fail(ErrorCode::InvalidArgument, "only the keychain can store a password",
                    "--registry-password-from", "Leave it out, or write keychain:NAME.");
    auto password = readPassword(registrySecretQuestion(registry, options.profile.name));
    if (!password)
        return forward(password);
    return broker::storeInKeychain(source.substr(kKeychain.size()), *password);
}

/// The number of its subjects; nothing for a connection without a registry.
Result<std::optional<std::size_t>> tryRegistry(const broker::ConnectionProfile& profile,
                                               std::chrono::milliseconds timeout) {
    if (!profile.registry.isStated())
        return std::nullopt;
    decoder::RegistrySettings settings{profile.registry};
    settings.timeout = timeout;
    auto registry = decoder::SchemaRegistry::open(settings);
    if (!registry)
        return forward(registry);
    auto subjects = (*registry)->subjects({});
    if (!subjects)
        return forward(subjects);
    return subjects->size();
}

/// Also removes the passwords that were stored under the profile's name.
int removeProfile(Context& context, const std::string& name) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(profile, workspace->profile(name));
    if (const auto removed = workspace->removeProfile(name); !removed)
        return context.report(removed.error());
    const int code = context.reportRemoved("connection", name);
    const std::string ofRegistry = broker::registrySecretName(name);
    for (const auto& [source, kept] :
         {std::pair(profile.passwordSource, name), std::pair(profile.registry.secretSource(), ofRegistry)})
        if (source == std::string(kKeychain) + kept)
            if (const auto removed = broker::removeFromKeychain(kept); !removed)
                return context.report(removed.error());
    return code;
}

int saveProfile(Context& context, ConnectOptions& options) {
    if (const auto filled = fillIn(options); !filled)
        return context.report(filled.error());
    if (options.profile.name.empty() || options.profile.bootstrapServers.empty())
        return context.report(Error{ErrorCode::InvalidArgument, "a connection needs a name and servers",
                                    "connect", "Write: driftwood-cli connect NAME --servers HOST:PORT"});
    // Checked before a password is asked for or used.
    if (const Status fine = checkName("a connection", options.profile.name); !fine)
        return context.report(fine.error());
    if (const auto servers = broker::checkServers(options.profile.bootstrapServers); !servers)
        return context.report(servers.error());
    if (const auto properties = broker::checkProperties(options.profile); !properties)
        return context.report(properties.error());
    if (const auto registry = broker::checkRegistry(options.profile.registry); !registry)
        return context.report(
            Error{registry.error().code, registry.error().what, "--registry", registry.error().hint});
    if (const auto kept = keepMasks(context, options); !kept)
        return context.report(kept.error());
    if (const auto masks = broker::checkMasks(options.profile.masks); !masks)
        return context.report(Error{masks.error().code, masks.error().what, "--mask", masks.error().hint});
    warnOfRisks(context, options.profile);
    if (options.storePassword)
        if (const auto stored = storePassword(options); !stored)
            return context.report(stored.error());
    if (options.storeRegistryPassword)
        if (const auto stored = storeRegistrySecret(options); !stored)
            return context.report(stored.error());
    if (const auto typed = askForPassword(options.profile); !typed)
        return context.report(typed.error());
    if (const auto typed = askForRegistrySecret(options.profile.registry, options.profile.name); !typed)
        return context.report(typed.error());
    DRIFTWOOD_TRY(connection, broker::Connection::open(options.profile));
    DRIFTWOOD_TRY(cluster, connection->cluster());
    DRIFTWOOD_TRY(subjects, tryRegistry(options.profile, context.timeout));
    DRIFTWOOD_TRY(workspace, context.workspaceToWrite());
    if (const auto saved = workspace->saveProfile(options.profile); !saved)
        return context.report(saved.error());
    if (context.options.json) {
        auto json = profileJson(options.profile);
        json["cluster_id"] = cluster.clusterId;
        json["topics"] = cluster.topics.size();
        json["registry_subjects"] = subjects ? nlohmann::ordered_json(*subjects) : nullptr;
        context.printJson(json);
        return kOk;
    }
    Terminal& out = context.terminal();
    out.line(out.styled("connected", Style::Good) +
             QStringLiteral("  cluster %1, %2, %3")
                 .arg(shown(cluster.clusterId), counted(cluster.brokers, "broker"),
                      counted(static_cast<qint64>(cluster.topics.size()), "topic")));
    if (subjects)
        out.line(QStringLiteral("registry   %1").arg(counted(static_cast<qint64>(*subjects), "subject")));
    if (!options.profile.masks.empty())
        out.line(QStringLiteral("masked     %1")
                     .arg(counted(static_cast<qint64>(options.profile.masks.fields.size()), "field")));
    out.line(QStringLiteral("saved      %1 in %2%3")
                 .arg(shown(options.profile.name), shown(context.workspaceFolder().string()),
                      options.profile.readOnly ? QStringLiteral(" (read-only; --writable unlocks it)")
                                               : QString()));
    return kOk;
}

} // namespace

void addConnect(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("connect", "Try a connection and save it as a profile; --list shows them");
    auto options = std::make_shared<ConnectOptions>();
    command->add_option("name", options->profile.name, "Name of the profile");
    command->add_option("--servers", options->profile.bootstrapServers, "Bootstrap servers, HOST:PORT[,…]");
    addChoice(*command, "--security", options->security, {"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"},
              "Security protocol");
    addChoice(*command, "--mechanism", options->mechanism, {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"},
              "SASL mechanism");
    command->add_option("--user", options->profile.username, "User name for SASL");
    command->add_option("--password-from", options->profile.passwordSource,
                        "Where the password is: env:NAME, file:PATH, keychain:NAME, or ask:NAME, which asks "
                        "for it each time. The workspace holds no "
                        "password");
    command->add_flag("--store-password", options->storePassword,
                      "Ask for the password (or read it from standard input) and keep it in the system's "
                      "keychain, under the profile's name");
    command->add_option("--ca", options->profile.caFile, "CA certificates (PEM); default: the system's");
    command->add_option("--certificate", options->profile.certificateFile, "Client certificate (PEM)");
    command->add_option("--key", options->profile.keyFile, "Client key (PEM)");
    command
        ->add_option("--property", options->properties,
                     "Further librdkafka property, NAME=VALUE; may be repeated")
        ->allow_extra_args(false);
    addRegistryAccess(*command, options->profile.registry);
    command->add_flag("--store-registry-password", options->storeRegistryPassword,
                      "The same for the schema registry's password");
    command
        ->add_option("--mask", options->masks,
                     "Mask a field wherever its records are read, FIELD=hide, FIELD=hash or FIELD=last4; "
                     "@key is the key. May be repeated. Saved again without it, a profile keeps its masks")
        ->allow_extra_args(false);
    command->add_flag("--unmask", options->unmask, "Forget the masks");
    command->add_flag("--writable", options->writable, "Allow publishing predictions and creating topics");
    command->add_flag("--list", options->list, "List saved connections");
    command->add_option("--remove", options->remove, "Forget a saved connection");
    command->callback([&context, options] {
        context.action = [&context, options] {
            if (options->list)
                return listProfiles(context);
            if (options->remove.empty())
                return saveProfile(context, *options);
            return removeProfile(context, options->remove);
        };
    });
}

} // namespace driftwood::cli
