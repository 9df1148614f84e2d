#pragma once

#include <QString>
#include <string_view>

namespace driftwood::ui {

/// The first bytes of a UTF-8 text, at most `most`; never ends within a character.
[[nodiscard]] std::string_view beginningOf(std::string_view text, std::size_t most);
/// A text of several lines without invisible effects, as escapeControls(); its line breaks and tabs stay.
[[nodiscard]] QString visibleLines(const QString& text);
/// Bytes in hexadecimal and as characters, a few per line; `first` is the offset of the first byte.
[[nodiscard]] QString hexDump(std::string_view bytes, std::size_t first = 0);

} // namespace driftwood::ui
