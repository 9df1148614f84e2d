#pragma once

#include <string>

namespace driftwood {

/// The text as one word of a POSIX shell: in single quotes where it has more than plain characters.
[[nodiscard]] std::string shellWord(const std::string& text);

} // namespace driftwood
