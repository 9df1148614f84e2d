#include "base/thread_priority.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace driftwood {

void giveWayToWindow() {
#if defined(__linux__)
    constexpr int kBehind = 5; // a third of a normal thread's share when both want the processor
    // On Linux "process" is one thread here, and raising the value needs no right.
    const auto thread = static_cast<id_t>(::gettid());
    (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + kBehind);
#endif
}

} // namespace driftwood
