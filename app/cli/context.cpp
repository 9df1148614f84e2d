#include "app/cli/context.h"

#include <cstdio>

namespace driftwood::cli {

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
    case ErrorCode::Io:
    case ErrorCode::Unsupported:
    case ErrorCode::Internal:
        return kFailed;
    }
    return kFailed;
}

Terminal& Context::terminal() {
    if (!m_terminal)
        m_terminal.emplace(!options.noColour && !options.json);
    return *m_terminal;
}

std::filesystem::path Context::workspaceFolder() const {
    return options.workspace.empty() ? workspace::defaultFolder() : std::filesystem::path(options.workspace);
}

Result<workspace::Workspace*> Context::workspace() {
    if (!m_workspace) {
        auto opened = workspace::Workspace::open(workspaceFolder());
        if (!opened)
            return forward(opened);
        m_workspace = std::move(*opened);
    }
    return m_workspace.get();
}

Result<std::shared_ptr<broker::Connection>> Context::connect(const std::string& preferredProfile) {
    if (m_connection)
        return m_connection;
    broker::ConnectionProfile profile;
    if (!options.brokers.empty()) {
        profile.name = options.brokers;
        profile.bootstrapServers = options.brokers;
        profile.readOnly = false; // named on the command line by the person who runs it
    } else {
        auto opened = workspace();
        if (!opened)
            return forward(opened);
        std::string name = options.profile.empty() ? preferredProfile : options.profile;
        auto saved = (*opened)->profiles();
        if (!saved)
            return forward(saved);
        if (name.empty() && saved->size() == 1)
            name = saved->front().name;
        if (name.empty())
            return fail(ErrorCode::InvalidArgument, "no cluster to connect to", {},
                        "Name one with --brokers HOST:PORT or --profile NAME; \"driftwood-cli connect\" "
                        "saves a profile.");
        auto found = (*opened)->profile(name);
        if (!found)
            return forward(found);
        profile = std::move(*found);
    }
    m_profileName = profile.name;
    auto connection = broker::Connection::open(std::move(profile));
    if (!connection)
        return forward(connection);
    m_connection = std::move(*connection);
    return m_connection;
}

void Context::printJson(const nlohmann::ordered_json& json) {
    terminal().line(
        QString::fromStdString(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)));
}

int Context::report(const Error& error) {
    const ExitCode code = exitCode(error.code);
    if (options.json) {
        const nlohmann::ordered_json json{{"error",
                                           {{"code", errorName(error.code)},
                                            {"what", error.what},
                                            {"where", error.where},
                                            {"hint", error.hint},
                                            {"exit_code", static_cast<int>(code)}}}};
        terminal().error(QString::fromStdString(json.dump()));
        return code;
    }
    Terminal& out = terminal();
    out.error(QStringLiteral("driftwood-cli: ") + shown(error.what));
    if (!error.where.empty())
        out.error(QStringLiteral("  where: ") + shown(error.where));
    if (!error.hint.empty())
        out.error(QStringLiteral("  to do: ") + shown(error.hint));
    return code;
}

} // namespace driftwood::cli
