#pragma once

#include <string>

namespace driftwood {

/// The text as one word of a POSIX shell, in single quotes if it contains special characters.
[[nodiscard]] std::string shellWord(const std::string& text);

} // namespace driftwood
