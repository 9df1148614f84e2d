#pragma once

#include "broker/closing_clients.h"

namespace driftwood::session {

/// What a program returns from main with. Where threads are still inside a library after the time they are
/// given (a broker that does not answer), the process ends here, without the orderly exit that would take the
/// library apart under them: everything that must be kept is on the disk by then.
[[nodiscard]] int leave(int code, std::chrono::milliseconds goodbye = broker::kGoodbye);

} // namespace driftwood::session
