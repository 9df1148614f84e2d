#pragma once

#include "base/result.h"

#include <string>

namespace driftwood::broker {

/// The system's keychain, by freedesktop.org's Secret Service: GNOME Keyring, KWallet, KeePassXC. Passwords
/// lie there under names of our own, beside those of other programs. Every call may wait for a person who is
/// asked to unlock the keychain; never from a UI thread. Where no service answers, or this build was made
/// without libsecret, Unsupported says so and what to use instead.

/// NotFound where there is none of this name.
[[nodiscard]] Result<std::string> passwordFromKeychain(const std::string& name);
/// Replaces a password of the same name.
[[nodiscard]] Status storeInKeychain(const std::string& name, const std::string& password);
/// Fine where there is none.
[[nodiscard]] Status removeFromKeychain(const std::string& name);

} // namespace driftwood::broker
