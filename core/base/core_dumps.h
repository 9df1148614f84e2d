#pragma once

namespace driftwood {

/// The memory of this process may hold passwords: no core dump of it is written, and no other process of the
/// same person may read it. Whoever looks for a fault sets DRIFTWOOD_CORE_DUMPS=1 and gets them (a debugger
/// that is attached to the running program needs it too).
void keepSecretsOutOfCoreDumps();

} // namespace driftwood
