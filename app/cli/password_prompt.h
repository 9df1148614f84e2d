#pragma once

#include "base/result.h"

#include <string>

namespace driftwood::broker {
struct ConnectionProfile;
struct RegistryAccess;
} // namespace driftwood::broker

namespace driftwood::cli {

/// Reads a line from standard input: prompts without echo on a terminal, reads silently from a pipe or file.
/// Ctrl-C ends the program and restores the terminal.
[[nodiscard]] Result<std::string> readPassword(const std::string& question);
/// Asks for the password of a profile with an ask:NAME source; does nothing for other profiles.
[[nodiscard]] Status askForPassword(const broker::ConnectionProfile& profile);
/// The same for the password or token of a connection's schema registry.
[[nodiscard]] Status askForRegistrySecret(const broker::RegistryAccess& registry,
                                          const std::string& connection);
/// "Password of me for the schema registry of staging".
[[nodiscard]] std::string registrySecretQuestion(const broker::RegistryAccess& registry,
                                                 const std::string& connection);

} // namespace driftwood::cli
