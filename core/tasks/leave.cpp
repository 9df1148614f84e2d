#include "tasks/leave.h"

#include "broker/closing_clients.h"
#include "tasks/background.h"

#include <cstdio>
#include <cstdlib>

namespace driftwood::tasks {

namespace {

int leaveWithin(std::chrono::milliseconds wait, int code) {
    if (Background::abandoned() == 0 && broker::clientsStillClosing(wait) == 0)
        return code;
    std::fflush(nullptr);
    std::_Exit(code);
}

} // namespace

int leave(int code) { return leaveWithin(broker::kGoodbye, code); }

int leaveSoon(int code) { return leaveWithin(std::chrono::milliseconds(50), code); }

} // namespace driftwood::tasks
