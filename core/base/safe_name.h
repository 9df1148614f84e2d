#pragma once

#include <string>
#include <string_view>

namespace driftwood {

/// Makes a name that is safe as a file or consumer group name from a user's or topic's text: letters, digits,
/// '.', '_' and '-' stay, every run of other characters becomes one '_'. The result is never empty, never
/// starts with a dot, and has at most 100 characters.
[[nodiscard]] std::string safeName(std::string_view text);

} // namespace driftwood
