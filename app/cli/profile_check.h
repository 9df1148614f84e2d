#pragma once

#include "base/result.h"

namespace driftwood::broker {
struct ConnectionProfile;
}

namespace driftwood::cli {

class Context;

/// Shows a saved profile that this user has neither saved nor agreed to on this machine, with all its
/// properties. A user at a terminal is then asked, --trust agrees, and everything else is NotAuthorized.
[[nodiscard]] Status agreeToProfile(Context& context, const broker::ConnectionProfile& profile);

/// Prints the risks of using the connection on standard error.
void warnOfRisks(Context& context, const broker::ConnectionProfile& profile);

} // namespace driftwood::cli
