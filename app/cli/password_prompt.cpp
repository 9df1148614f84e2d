#include "app/cli/password_prompt.h"

#include "broker/connection_profile.h"
#include "broker/typed_passwords.h"

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
    const auto name = broker::askedName(profile.passwordSource);
    if (!name || broker::typedPassword(*name))
        return {};
    const std::string& user = profile.username;
    auto password = readPassword("Password" + (user.empty() ? user : " of " + user) + " for " +
                                 (profile.name.empty() ? profile.bootstrapServers : profile.name));
    if (!password)
        return forward(password);
    broker::keepTypedPassword(*name, std::move(*password));
    return {};
}

} // namespace driftwood::cli
