#include "session/leave.h"

#include "session/background.h"

#include <cstdio>
#include <cstdlib>

namespace driftwood::session {

int leave(int code, std::chrono::milliseconds goodbye) {
    if (Background::abandoned() == 0 && broker::clientsStillClosing(goodbye) == 0)
        return code;
    std::fflush(nullptr);
    std::_Exit(code);
}

} // namespace driftwood::session
