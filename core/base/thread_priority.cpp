#include "base/thread_priority.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace driftwood {

void giveWayToWindow() {
#if defined(__linux__)
    constexpr int kBehind = 5; // about a third of a normal thread's share under contention
    // On Linux PRIO_PROCESS addresses one thread, and raising the nice value needs no privilege.
    const auto thread = static_cast<id_t>(::gettid());
    (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + kBehind);
#endif
}

} // namespace driftwood
