#pragma once

#include "base/result.h"
#include "broker/connection_profile.h"

#include <string>
#include <string_view>

namespace driftwood::broker {

/// Why a connection may not have this property, as a sentence without its name; empty: it may have it. A
/// connection may come from somebody else (a pasted text, a workspace of another person), so it may set
/// nothing that loads a library, runs a program or writes a file, and nothing that is not known.
[[nodiscard]] std::string whyPropertyIsRefused(std::string_view name);

/// InvalidArgument names the first of the profile's further properties that is refused, and why.
[[nodiscard]] Status checkProperties(const ConnectionProfile& profile);

/// InvalidArgument where the servers hold a user or a password ("user:password@host"); they are not repeated.
[[nodiscard]] Status checkServers(std::string_view bootstrapServers);

} // namespace driftwood::broker
