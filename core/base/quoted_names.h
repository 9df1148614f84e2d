#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood {

/// Splits a comma-separated list of names; a comma between backticks does not separate. Parts keep their
/// backticks; surrounding blanks are removed.
[[nodiscard]] std::vector<std::string> splitNames(std::string_view list);

/// A name in backticks at the start of a text; a backslash escapes the next character. Empty optional when
/// the text does not start with such a name.
struct QuotedName {
    std::string name;
    std::string_view rest; ///< what follows the closing backtick
};
[[nodiscard]] std::optional<QuotedName> takeQuotedName(std::string_view text);
/// The name without its backticks; a text that is not wholly in backticks is returned unchanged.
[[nodiscard]] std::string plainName(const std::string& text);

} // namespace driftwood
