#pragma once

#include <string>

namespace driftwood::session {

/// Who sits here, as far as the computer knows: "name@host". Kept with what a person decides.
[[nodiscard]] std::string personHere();

} // namespace driftwood::session
