#pragma once

namespace driftwood {

/// Disables core dumps and stops other processes of the same user from reading this process's memory,
/// which may hold passwords. Set DRIFTWOOD_CORE_DUMPS=1 to keep both:
/// a debugger needs it to attach to the running program.
void keepSecretsOutOfCoreDumps();

} // namespace driftwood
