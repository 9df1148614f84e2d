#pragma once

#include "app/cli/terminal.h"
#include "base/result.h"
#include "broker/connection.h"
#include "workspace/workspace.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace driftwood::cli {

/// The program's exit codes. Documented in the man page; never renumbered.
enum ExitCode : int {
    kOk = 0,
    kFailed = 1,        ///< any other error
    kUsage = 2,         ///< unknown option, bad value
    kNotFound = 3,      ///< topic, data set, model, file
    kUnreachable = 4,   ///< no broker, or it stopped answering
    kNotAllowed = 5,    ///< log-in refused, not authorized, connection is read-only
    kNotReplayable = 6, ///< records are gone or are not what the manifest says
    kFoundDrift = 7,    ///< attach and drift: the command succeeded and raised an alarm
    kUnpublished = 8,   ///< attach: the target refused predictions, and no topic has them
    kKnownDrift = 9,    ///< attach: an older alarm is still open and not acknowledged
    kStopped = 130,     ///< stopped by Ctrl-C; what was kept has been reported
};
[[nodiscard]] ExitCode exitCode(ErrorCode code);
[[nodiscard]] nlohmann::ordered_json errorJson(const Error& error);

struct GlobalOptions {
    std::string workspace;    ///< folder; empty: the default one
    std::string profile;      ///< name of a saved profile
    std::string brokers;      ///< bootstrap servers, in place of a profile
    bool allowWrites = false; ///< unlocks a read-only connection for this command
    bool trust = false;       ///< accepts a saved connection that another user created
    bool json = false;
    bool noColour = false;
    bool verbose = false;
};

/// The environment of every command: options, output, and the workspace and connection, opened on first use.
class Context {
  public:
    GlobalOptions options;

    [[nodiscard]] Terminal& terminal();
    [[nodiscard]] std::filesystem::path workspaceFolder() const;
    /// The workspace, which must exist: reading commands create no folders.
    [[nodiscard]] Result<workspace::Workspace*> workspace();
    /// Creates the workspace if it does not exist.
    [[nodiscard]] Result<workspace::Workspace*> workspaceToWrite();
    /// The source from which records of a data set are reread.
    struct Origin {
        std::string dataset; ///< empty: not a data set
        std::string profileName;
        std::string bootstrapServers;
    };
    [[nodiscard]] static Origin originOf(const workspace::Workspace::DatasetRow& row) {
        return {row.manifest.name, row.profileName, row.bootstrapServers};
    }
    /// Uses --brokers, else --profile, else the source of the given data set (reported if that was not a
    /// profile), else the only saved profile. The connection is read-only unless the profile or
    /// --allow-writes permits writing; with --brokers also if the user has named a topic to write to.
    [[nodiscard]] Result<std::shared_ptr<broker::Connection>> connect(const Origin& origin = {},
                                                                      bool targetNamed = false);
    /// A registry that the command line names, in place of the connection's.
    broker::RegistryAccess registry;
    bool asksRegistry = false; ///< whether the command may ask one, so that its password may be asked for
    /// How the registry of the command line is reached, or that of the connection, to which this does not
    /// connect. InvalidArgument where there is none.
    [[nodiscard]] Result<broker::RegistryAccess> registryToAsk();
    [[nodiscard]] std::string profileName() const { return m_profileName; }

    /// With --json: prints one indented object on standard output.
    void printJson(const nlohmann::ordered_json& json);
    /// Prints an object on one line, for commands that print several.
    void printJsonLine(const nlohmann::ordered_json& json);
    /// Reports that the thing was removed; returns kOk.
    int reportRemoved(const std::string& kind, const std::string& name);
    /// Prints the error on standard error, as text or as {"error": …}; returns the exit code.
    int report(const Error& error);

    /// Maximum time for a broker's answer.
    std::chrono::milliseconds timeout = std::chrono::seconds(10);

    /// The parsed command; set by the command's callback, run by main.
    std::function<int()> action;

  private:
    Result<broker::ConnectionProfile> chooseProfile(const Origin& origin);
    Result<broker::ConnectionProfile> agreed(Result<broker::ConnectionProfile> saved);
    Result<broker::ConnectionProfile> profileOf(const Origin& origin, workspace::Workspace& workspace);

    std::optional<Terminal> m_terminal;
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::shared_ptr<broker::Connection> m_connection;
    std::string m_profileName;
};

// NOLINTBEGIN(bugprone-macro-parentheses): a name cannot be in parentheses
/// Unwraps a Result in a command: on an error `return context.report(r.error())`, otherwise defines `name`.
#define DRIFTWOOD_TRY(name, expression)                                                                      \
    auto name##Result = (expression);                                                                        \
    if (!name##Result)                                                                                       \
        return context.report(name##Result.error());                                                         \
    auto& name = *name##Result
// NOLINTEND(bugprone-macro-parentheses)

} // namespace driftwood::cli
