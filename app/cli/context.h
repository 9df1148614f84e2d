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

/// What the shell is told. Documented in the man page; never renumbered.
enum ExitCode : int {
    kOk = 0,
    kFailed = 1,        ///< anything not named below
    kUsage = 2,         ///< unknown option, bad value
    kNotFound = 3,      ///< topic, data set, model, file
    kUnreachable = 4,   ///< no broker, or it stopped answering
    kNotAllowed = 5,    ///< log-in refused, not authorized, connection is read-only
    kNotReplayable = 6, ///< records are gone or are not what the manifest says
    kFoundDrift = 7,    ///< attach and drift: the command did its work, and an alarm is raised (attach: that
                        ///< nobody acknowledged)
    kStopped = 130,     ///< stopped by Ctrl-C; what was kept has been said
};
[[nodiscard]] ExitCode exitCode(ErrorCode code);

struct GlobalOptions {
    std::string workspace;    ///< folder; empty: the default one
    std::string profile;      ///< name of a saved profile
    std::string brokers;      ///< bootstrap servers, instead of a profile
    bool allowWrites = false; ///< unlock a read-only connection for this command
    bool trust = false;       ///< agree to a saved connection that comes from elsewhere
    bool json = false;
    bool noColour = false;
    bool verbose = false;
};

/// What every command needs: options, where to print, the workspace and the connection, opened on first use.
class Context {
  public:
    GlobalOptions options;

    [[nodiscard]] Terminal& terminal();
    [[nodiscard]] std::filesystem::path workspaceFolder() const;
    /// The workspace, which must be there: looking makes no folders.
    [[nodiscard]] Result<workspace::Workspace*> workspace();
    /// Makes it where it is not there yet.
    [[nodiscard]] Result<workspace::Workspace*> workspaceToWrite();
    /// Where records of a data set are read again.
    struct Origin {
        std::string dataset; ///< empty: no data set
        std::string profileName;
        std::string bootstrapServers;
    };
    [[nodiscard]] static Origin originOf(const workspace::Workspace::DatasetRow& row) {
        return {row.manifest.name, row.profileName, row.bootstrapServers};
    }
    /// --brokers, else --profile, else where the given data set came from (said, when that was no profile),
    /// else the only saved profile. Read-only, unless the profile or --allow-writes says otherwise; with
    /// --brokers also where the person has named a topic to write to.
    [[nodiscard]] Result<std::shared_ptr<broker::Connection>> connect(const Origin& origin = {},
                                                                      bool targetNamed = false);
    [[nodiscard]] std::string profileName() const { return m_profileName; }

    /// With --json: one object on standard output, indented.
    void printJson(const nlohmann::ordered_json& json);
    /// The same for an object whose last field is a list too long to be held: `item` gives its elements until
    /// it gives null.
    void printJsonList(const nlohmann::ordered_json& head, const std::string& list,
                       const std::function<nlohmann::ordered_json()>& item);
    /// An object on one line, for commands that print several.
    void printJsonLine(const nlohmann::ordered_json& json);
    /// Says that it is gone; gives kOk.
    int reportRemoved(const std::string& kind, const std::string& name);
    /// The error on standard error, as text or as {"error": …}; gives the exit code.
    int report(const Error& error);

    /// How long a broker may take to answer.
    std::chrono::milliseconds timeout = std::chrono::seconds(10);

    /// What the parsed command does; set by the command's callback, run by main.
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

// NOLINTBEGIN(bugprone-macro-parentheses): a name cannot stand in any
/// `if (!r) return context.report(r.error())` in one word, for commands: evaluates to the value.
#define DRIFTWOOD_TRY(name, expression)                                                                      \
    auto name##Result = (expression);                                                                        \
    if (!name##Result)                                                                                       \
        return context.report(name##Result.error());                                                         \
    auto& name = *name##Result
// NOLINTEND(bugprone-macro-parentheses)

} // namespace driftwood::cli
