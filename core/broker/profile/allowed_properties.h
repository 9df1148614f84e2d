#pragma once

#include "base/result.h"
#include "broker/profile/connection_profile.h"

#include <string>
#include <string_view>

namespace driftwood::broker {

/// Why a connection may not set this property, as a sentence without its name; empty if it may. A connection
/// may come from another person (a pasted text, a workspace), so properties that load a library, run a
/// program or write a file are refused, and so are unknown ones.
[[nodiscard]] std::string whyPropertyIsRefused(std::string_view name);

/// InvalidArgument that names the first refused property of the profile's `extra`, and why.
[[nodiscard]] Status checkProperties(const ConnectionProfile& profile);

/// Whether the property's value is a password or a key, which is never shown.
[[nodiscard]] bool isSecretProperty(std::string_view name);

/// InvalidArgument if the servers contain a user or password ("user:password@host"), which it does not
/// repeat, or a port that does not exist.
[[nodiscard]] Status checkServers(std::string_view bootstrapServers);

} // namespace driftwood::broker
