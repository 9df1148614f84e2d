#include "base/version.h"

namespace driftwood {

std::string version() { return DRIFTWOOD_VERSION; }

} // namespace driftwood
