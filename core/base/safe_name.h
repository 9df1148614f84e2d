#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace driftwood {

/// Makes a name that is safe as a file or consumer group name from a user's or topic's text: letters, digits,
/// '.', '_' and '-' stay, every run of other characters becomes one '_'. The result is never empty, never
/// starts with a dot, and has at most 100 characters.
[[nodiscard]] std::string safeName(std::string_view text);

/// Whether a user may give this name to something that the workspace lists; `kind` is "a data set", "a
/// model". InvalidArgument for a name that is blank, is longer than 200 bytes, begins or ends with a blank,
/// begins with a dot or a dash (as hidden files and options do), or contains a slash, a line break or another
/// control character. Existing names that older versions accepted can still be read.
[[nodiscard]] Status checkName(std::string_view kind, std::string_view name);

} // namespace driftwood
