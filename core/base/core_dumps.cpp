#include "base/core_dumps.h"

#include <cstdlib>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace driftwood {

void keepSecretsOutOfCoreDumps() {
    const char* kept = std::getenv("DRIFTWOOD_CORE_DUMPS");
    if (kept != nullptr && std::string_view(kept) == "1")
        return;
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // The limit alone has no effect where the kernel pipes dumps to a program (systemd-coredump, apport).
    prctl(PR_SET_DUMPABLE, 0);
}

} // namespace driftwood
