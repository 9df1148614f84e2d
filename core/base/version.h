#pragma once

#include <string>

namespace driftwood {

/// "0.1.0"
[[nodiscard]] std::string version();

} // namespace driftwood
