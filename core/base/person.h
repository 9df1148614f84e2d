#pragma once

#include <string>

namespace driftwood {

/// The current user as "name@host", stored with the user's decisions.
[[nodiscard]] std::string personHere();

} // namespace driftwood
