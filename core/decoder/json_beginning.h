#pragma once

#include <string>
#include <string_view>

namespace driftwood::decoder {

/// JSON whose end is missing, closed where it breaks off, so that it can be read: a text that is cut keeps
/// its beginning with "…" after it, a number, word or field name that is cut goes. Empty where nothing can be
/// kept.
[[nodiscard]] std::string closedJson(std::string_view beginning);

} // namespace driftwood::decoder
