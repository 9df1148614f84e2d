#pragma once

#include "base/result.h"

#include <string>

namespace driftwood::broker {
struct ConnectionProfile;
}

namespace driftwood::cli {

/// A line of standard input: asked for without echo where a person types it, simply read where a program
/// writes it. Ctrl-C ends the program, with the terminal as it was.
[[nodiscard]] Result<std::string> readPassword(const std::string& question);
/// Asks for the password of a profile that has it typed each time (ask:NAME); any other is left alone.
[[nodiscard]] Status askForPassword(const broker::ConnectionProfile& profile);

} // namespace driftwood::cli
