#include "app/cli/context.h"

#include "app/cli/json_text.h"
#include "app/cli/password_prompt.h"
#include "app/cli/profile_check.h"
#include "base/text_values.h"
#include "broker/profile/allowed_properties.h"

namespace driftwood::cli {
namespace {

/// Most bytes of an error's text that are printed: it may contain what the user typed, and the beginning
/// suffices to recognise that.
constexpr std::size_t kLongestErrorText = 2000;

} // namespace

ExitCode exitCode(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::AlreadyExists:
        return kUsage;
    case ErrorCode::NotFound:
        return kNotFound;
    case ErrorCode::Unreachable:
    case ErrorCode::Stalled:
        return kUnreachable;
    case ErrorCode::AuthenticationFailed:
    case ErrorCode::NotAuthorized:
        return kNotAllowed;
    case ErrorCode::RangeGone:
    case ErrorCode::TopicGone:
    case ErrorCode::Mismatch:
        return kNotReplayable;
    case ErrorCode::Cancelled:
        return kStopped;
    case ErrorCode::CorruptData:
    case ErrorCode::NoSpace:
    case ErrorCode::NoMemory:
    case ErrorCode::Io:
    case ErrorCode::Unsupported:
    case ErrorCode::Internal:
        return kFailed;
    }
    return kFailed;
}

nlohmann::ordered_json errorJson(const Error& error) {
    return {{"code", errorName(error.code)},
            {"what", shortened(error.what, kLongestErrorText)},
            {"where", shortened(error.where, kLongestErrorText)},
            {"hint", shortened(error.hint, kLongestErrorText)},
            {"exit_code", static_cast<int>(exitCode(error.code))}};
}

Terminal& Context::terminal() {
    if (!m_terminal)
        m_terminal.emplace(!options.noColour && !options.json,
                           options.json ? Terminal::Errors::Json : Terminal::Errors::Text);
    return *m_terminal;
}

std::filesystem::path Context::workspaceFolder() const {
    return options.workspace.empty() ? workspace::defaultFolder() : std::filesystem::path(options.workspace);
}

Result<workspace::Workspace*> Context::workspace() {
    if (!m_workspace && !workspace::exists(workspaceFolder()))
        return fail(ErrorCode::NotFound, "there is no workspace", workspaceFolder().string(),
                    options.workspace.empty()
                        ? "Begin with driftwood-cli connect NAME --servers HOST:PORT, or driftwood-cli demo."
                        : "Look at the folder named with --workspace.");
    return workspaceToWrite();
}

Result<workspace::Workspace*> Context::workspaceToWrite() {
    if (!m_workspace) {
        auto opened = workspace::Workspace::open(workspaceFolder());
        if (!opened)
            return forward(opened);
        m_workspace = std::move(*opened);
    }
    return m_workspace.get();
}

/// For servers that were given directly, connects without a password. For a profile, always uses the profile,
/// never just its servers, because it may have a password.
Result<broker::ConnectionProfile> Context::profileOf(const Origin& origin, workspace::Workspace& workspace) {
    if (origin.profileName.empty()) {
        if (!options.json)
            terminal().error(QStringLiteral("connecting to %1, where data set %2 was made")
                                 .arg(shown(origin.bootstrapServers), shown(origin.dataset)));
        return broker::ConnectionProfile{.name = origin.bootstrapServers,
                                         .bootstrapServers = origin.bootstrapServers};
    }
    auto profile = workspace.profile(origin.profileName);
    if (!profile && profile.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound,
                    "data set " + origin.dataset + " was made by connection " + origin.profileName +
                        ", which is not saved here",
                    workspaceFolder().string(),
                    "Name its cluster with --brokers " +
                        (origin.bootstrapServers.empty() ? "HOST:PORT" : origin.bootstrapServers) +
                        ", or choose a saved connection with --profile.");
    return agreed(std::move(profile));
}

/// A saved profile may have come from another person, with the workspace.
Result<broker::ConnectionProfile> Context::agreed(Result<broker::ConnectionProfile> saved) {
    if (!saved)
        return saved;
    if (auto agreed = agreeToProfile(*this, *saved); !agreed)
        return forward(agreed);
    return saved;
}

Result<broker::ConnectionProfile> Context::chooseProfile(const Origin& origin) {
    if (!options.brokers.empty())
        return broker::ConnectionProfile{.name = options.brokers, .bootstrapServers = options.brokers};
    auto opened = workspace();
    if (!opened && options.workspace.empty() && options.profile.empty())
        return fail(ErrorCode::InvalidArgument, "no cluster to connect to", {},
                    "Name one with --brokers HOST:PORT, or save it with driftwood-cli connect.");
    if (!opened)
        return forward(opened);
    if (!options.profile.empty())
        return agreed((*opened)->profile(options.profile));
    if (!origin.profileName.empty() || !origin.bootstrapServers.empty())
        return profileOf(origin, **opened);
    auto saved = (*opened)->profiles();
    if (!saved)
        return forward(saved);
    if (saved->size() == 1)
        return agreed(std::move(saved->front()));
    if (saved->empty())
        return fail(ErrorCode::InvalidArgument, "no cluster to connect to", workspaceFolder().string(),
                    "Name one with --brokers HOST:PORT, or save it with driftwood-cli connect.");
    std::string names;
    for (const auto& profile : *saved)
        names += (names.empty() ? "" : ", ") + profile.name;
    return fail(ErrorCode::InvalidArgument, "no cluster chosen; the saved connections are " + names,
                workspaceFolder().string(), "Choose one with --profile NAME.");
}

Result<std::shared_ptr<broker::Connection>> Context::connect(const Origin& origin, bool targetNamed) {
    if (m_connection)
        return m_connection;
    auto profile = chooseProfile(origin);
    if (!profile)
        return forward(profile);
    if (auto servers = broker::checkServers(profile->bootstrapServers); !servers)
        return forward(servers);
    if (options.allowWrites || (targetNamed && !options.brokers.empty()))
        profile->readOnly = false;
    m_profileName = profile->name;
    if (registry != broker::RegistryAccess())
        profile->registry = registry;
    if (auto sound = broker::checkRegistry(profile->registry); !sound)
        return fail(sound.error().code, sound.error().what, "--registry", sound.error().hint);
    warnOfRisks(*this, *profile);
    if (auto typed = askForPassword(*profile); !typed)
        return forward(typed);
    if (auto typed = asksRegistry ? askForRegistrySecret(profile->registry, profile->name) : Status(); !typed)
        return forward(typed);
    auto connection = broker::Connection::open(std::move(*profile), timeout);
    if (!connection)
        return forward(connection);
    m_connection = std::move(*connection);
    return m_connection;
}

Result<broker::RegistryAccess> Context::registryToAsk() {
    broker::ConnectionProfile profile;
    if (registry == broker::RegistryAccess()) {
        auto chosen = chooseProfile({});
        if (!chosen)
            return forward(chosen);
        profile = std::move(*chosen);
    } else {
        profile.registry = registry;
    }
    if (profile.registry == broker::RegistryAccess())
        return fail(ErrorCode::InvalidArgument, "connection " + profile.name + " has no schema registry", {},
                    "Name one with --registry URL, or save it with the connection: driftwood-cli connect.");
    if (auto sound = broker::checkRegistry(profile.registry); !sound)
        return fail(sound.error().code, sound.error().what, "--registry", sound.error().hint);
    warnOfRisks(*this, profile);
    if (auto typed = askForRegistrySecret(profile.registry, profile.name); !typed)
        return forward(typed);
    return profile.registry;
}

void Context::printJson(const nlohmann::ordered_json& json) { terminal().line(jsonLine(json, kJsonIndent)); }

void Context::printJsonLine(const nlohmann::ordered_json& json) { terminal().line(jsonLine(json)); }

int Context::reportRemoved(const std::string& kind, const std::string& name) {
    if (options.json)
        printJson({{"removed", name}});
    else
        terminal().line(QStringLiteral("removed %1 %2").arg(shown(kind), shown(name)));
    return kOk;
}

int Context::report(const Error& error) {
    const ExitCode code = exitCode(error.code);
    if (options.json) {
        terminal().errorLine(jsonLine({{"error", errorJson(error)}}));
        return code;
    }
    Terminal& out = terminal();
    out.error(QStringLiteral("driftwood-cli: ") + shown(shortened(error.what, kLongestErrorText)));
    if (!error.where.empty())
        out.error(QStringLiteral("  where: ") + shown(shortened(error.where, kLongestErrorText)));
    if (!error.hint.empty())
        out.error(QStringLiteral("  to do: ") + shown(shortened(error.hint, kLongestErrorText)));
    return code;
}

} // namespace driftwood::cli
