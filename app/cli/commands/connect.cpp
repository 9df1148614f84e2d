#include "app/cli/commands/commands.h"
#include "app/cli/table.h"
#include "ui/format/format.h"

namespace driftwood::cli {
namespace {

struct ConnectOptions {
    broker::ConnectionProfile profile;
    std::string security = "PLAINTEXT";
    std::string mechanism = "SCRAM-SHA-512";
    std::vector<std::string> properties;
    bool writable = false;
    bool list = false;
    std::string remove;
};

nlohmann::ordered_json toJson(const broker::ConnectionProfile& profile) {
    return {{"name", profile.name},
            {"brokers", profile.bootstrapServers},
            {"security", broker::securityName(profile.security)},
            {"username", profile.username},
            {"read_only", profile.readOnly}};
}

int listProfiles(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(profiles, workspace->profiles());
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& profile : profiles)
            json.push_back(toJson(profile));
        context.printJson({{"profiles", json}});
        return kOk;
    }
    Table table({{"NAME"}, {"BROKERS"}, {"SECURITY"}, {"USER"}, {"WRITES"}});
    for (const auto& profile : profiles)
        table.add({shown(profile.name), shown(profile.bootstrapServers),
                   shown(broker::securityName(profile.security)), shown(profile.username),
                   profile.readOnly ? "read-only" : "allowed"});
    if (table.empty())
        context.terminal().line(
            "No saved connection. Save one with: driftwood-cli connect NAME --servers HOST:PORT");
    else
        table.print(context.terminal());
    return kOk;
}

Status fillIn(ConnectOptions& options) {
    const auto security = broker::securityFromName(options.security);
    if (!security)
        return fail(ErrorCode::InvalidArgument, "\"" + options.security + "\" is not a security protocol",
                    "--security", "Use PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.");
    const auto mechanism = broker::mechanismFromName(options.mechanism);
    if (!mechanism)
        return fail(ErrorCode::InvalidArgument, "\"" + options.mechanism + "\" is not a SASL mechanism",
                    "--mechanism", "Use PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512.");
    options.profile.security = *security;
    options.profile.mechanism = *mechanism;
    options.profile.readOnly = !options.writable;
    for (const std::string& property : options.properties) {
        const auto equals = property.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::InvalidArgument, "\"" + property + "\" is not NAME=VALUE", "--property");
        options.profile.extra[property.substr(0, equals)] = property.substr(equals + 1);
    }
    return {};
}

int saveProfile(Context& context, ConnectOptions& options) {
    if (const auto filled = fillIn(options); !filled)
        return context.report(filled.error());
    if (options.profile.name.empty() || options.profile.bootstrapServers.empty())
        return context.report(Error{ErrorCode::InvalidArgument, "a connection needs a name and servers",
                                    "connect", "Write: driftwood-cli connect NAME --servers HOST:PORT"});
    DRIFTWOOD_TRY(connection, broker::Connection::open(options.profile));
    DRIFTWOOD_TRY(cluster, connection->cluster());
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (const auto saved = workspace->saveProfile(options.profile); !saved)
        return context.report(saved.error());
    if (context.options.json) {
        auto json = toJson(options.profile);
        json["cluster_id"] = cluster.clusterId;
        json["topics"] = cluster.topics.size();
        context.printJson(json);
        return kOk;
    }
    Terminal& out = context.terminal();
    out.line(out.styled("connected", Style::Good) + QStringLiteral("  cluster %1, %2 broker(s), %3 topic(s)")
                                                        .arg(shown(cluster.clusterId))
                                                        .arg(cluster.brokers)
                                                        .arg(cluster.topics.size()));
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
    command->add_option("--security", options->security, "PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
        ->capture_default_str();
    command->add_option("--mechanism", options->mechanism, "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512")
        ->capture_default_str();
    command->add_option("--user", options->profile.username, "User name for SASL");
    command->add_option("--password-from", options->profile.passwordSource,
                        "Where the password is: env:NAME or file:PATH. It is never stored.");
    command->add_option("--ca", options->profile.caFile, "CA certificates (PEM); default: the system's");
    command->add_option("--certificate", options->profile.certificateFile, "Client certificate (PEM)");
    command->add_option("--key", options->profile.keyFile, "Client key (PEM)");
    command
        ->add_option("--property", options->properties,
                     "Further librdkafka property, NAME=VALUE; may be repeated")
        ->allow_extra_args(false);
    command->add_flag("--writable", options->writable, "Allow publishing predictions and creating topics");
    command->add_flag("--list", options->list, "List saved connections");
    command->add_option("--remove", options->remove, "Forget a saved connection");
    command->callback([&context, options] {
        context.action = [&context, options] {
            if (options->list)
                return listProfiles(context);
            if (options->remove.empty())
                return saveProfile(context, *options);
            DRIFTWOOD_TRY(workspace, context.workspace());
            if (const auto removed = workspace->removeProfile(options->remove); !removed)
                return context.report(removed.error());
            return static_cast<int>(kOk);
        };
    });
}

} // namespace driftwood::cli
