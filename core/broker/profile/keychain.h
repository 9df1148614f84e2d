#pragma once

#include "base/result.h"

#include <string>

namespace driftwood::broker {

/// The system's keychain through freedesktop.org's Secret Service: GNOME Keyring,
/// KWallet, KeePassXC. Driftwood's passwords have their own schema there. Every call may
/// wait until the user unlocks the keychain, so never call from a UI thread. Unsupported,
/// with an alternative, when no service answers or the build has no libsecret.

/// NotFound when there is no password of this name.
[[nodiscard]] Result<std::string> passwordFromKeychain(const std::string& name);
/// Replaces a password of the same name.
[[nodiscard]] Status storeInKeychain(const std::string& name, const std::string& password);
/// Succeeds when there is none.
[[nodiscard]] Status removeFromKeychain(const std::string& name);

} // namespace driftwood::broker
