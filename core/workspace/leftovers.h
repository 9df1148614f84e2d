#pragma once

#include "workspace/database.h"

namespace driftwood::workspace {

/// Removes what programs left in the folder that were killed while they wrote: files and bundles under a
/// temporary name, whose process is gone and that nobody has written to for a minute; checkpoints of runs
/// that have finished. What a running process works on stays, and so does what a person may want: bundles of
/// models that were removed from the list, checkpoints of all other runs.
void clearLeftovers(Database& database);

} // namespace driftwood::workspace
