#pragma once

#include "base/result.h"

#include <string>

namespace driftwood::broker {
struct ConnectionProfile;
}

namespace driftwood::cli {

/// Reads a line from standard input: prompts without echo on a terminal, reads silently from a pipe or file.
/// Ctrl-C ends the program and restores the terminal.
[[nodiscard]] Result<std::string> readPassword(const std::string& question);
/// Asks for the password of a profile with an ask:NAME source; does nothing for other profiles.
[[nodiscard]] Status askForPassword(const broker::ConnectionProfile& profile);

} // namespace driftwood::cli
