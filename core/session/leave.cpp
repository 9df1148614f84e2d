#include "session/leave.h"

#include "broker/closing_clients.h"
#include "session/background.h"

#include <cstdio>
#include <cstdlib>

namespace driftwood::session {

int leave(int code) {
    if (Background::abandoned() == 0 && broker::clientsStillClosing() == 0)
        return code;
    std::fflush(nullptr);
    std::_Exit(code);
}

} // namespace driftwood::session
