#pragma once

#include "base/result.h"

namespace driftwood::broker {
struct ConnectionProfile;
}

namespace driftwood::cli {

class Context;

/// A saved profile that this person has neither saved nor agreed to, here, is shown with all it does. Then a
/// person at a terminal is asked, --trust agrees, and anything else is NotAuthorized.
[[nodiscard]] Status agreeToProfile(Context& context, const broker::ConnectionProfile& profile);

/// What a person should know before it is used, as lines on standard error.
void warnOfRisks(Context& context, const broker::ConnectionProfile& profile);

} // namespace driftwood::cli
