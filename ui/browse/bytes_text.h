#pragma once

#include <QString>
#include <string_view>

namespace driftwood::ui {

/// The first bytes of a text in UTF-8, at most `most`, not ending within a character.
[[nodiscard]] std::string_view beginningOf(std::string_view text, std::size_t most);
/// Bytes in hexadecimal and as characters, a few a line; `first` is the place of the first byte.
[[nodiscard]] QString hexDump(std::string_view bytes, std::size_t first = 0);

} // namespace driftwood::ui
