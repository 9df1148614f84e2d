#pragma once

#include "workspace/database.h"

namespace driftwood::workspace {

/// Removes what killed programs left in the folder: files and bundles under a temporary
/// name whose process no longer exists and that were not modified for a minute, and
/// checkpoints of finished runs. Keeps what a running process uses and what the user
/// may want: bundles of models removed from the list, checkpoints of all other runs.
void clearLeftovers(Database& database);

} // namespace driftwood::workspace
