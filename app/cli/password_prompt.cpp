#include "app/cli/password_prompt.h"

#include "broker/profile/connection_profile.h"
#include "broker/profile/typed_passwords.h"

#include "app/cli/context.h"
#include "app/cli/job_runner.h"

#include <cstdlib>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace driftwood::cli {
namespace {

/// Disables the terminal's echo while it exists.
class NoEcho {
  public:
    NoEcho() {
        tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        Interrupt::instance().watch([this] {
            restore();
            std::_Exit(kStopped);
        });
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    ~NoEcho() {
        Interrupt::instance().unwatch();
        restore();
    }

  private:
    void restore() const { tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }

    termios m_before{};
};

/// Asks for the secret of such a source, unless it was typed already.
Status askFor(const std::string& source, const std::string& question) {
    const auto name = broker::askedName(source);
    if (!name || broker::typedPassword(*name))
        return {};
    auto password = readPassword(question);
    if (!password)
        return forward(password);
    broker::keepTypedPassword(*name, std::move(*password));
    return {};
}

std::string passwordOf(const std::string& user) { return "Password" + (user.empty() ? user : " of " + user); }

} // namespace

Result<std::string> readPassword(const std::string& question) {
    std::string line;
    bool read = false;
    if (isatty(STDIN_FILENO) != 0) {
        const NoEcho silence;
        std::cerr << question << ": " << std::flush;
        read = static_cast<bool>(std::getline(std::cin, line));
        std::cerr << '\n';
    } else {
        read = static_cast<bool>(std::getline(std::cin, line));
    }
    if (!read || line.empty())
        return fail(ErrorCode::InvalidArgument, "no password was given", "standard input",
                    "Type it, or write it there as one line.");
    return line;
}

Status askForPassword(const broker::ConnectionProfile& profile) {
    return askFor(profile.passwordSource,
                  passwordOf(profile.username) + " for " +
                      (profile.name.empty() ? profile.bootstrapServers : profile.name));
}

std::string registrySecretQuestion(const broker::RegistryAccess& registry, const std::string& connection) {
    return (registry.tokenSource.empty() ? passwordOf(registry.username) : std::string("Token")) +
           " for the schema registry" + (connection.empty() ? connection : " of " + connection);
}

Status askForRegistrySecret(const broker::RegistryAccess& registry, const std::string& connection) {
    return askFor(registry.secretSource(), registrySecretQuestion(registry, connection));
}

} // namespace driftwood::cli
