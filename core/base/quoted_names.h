#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood {

/// The parts of a list of names separated by commas; a comma between backticks separates nothing. The parts
/// are as written, without blanks around them.
[[nodiscard]] std::vector<std::string> splitNames(std::string_view list);

/// A name at the front of a text: between backticks, where a backslash keeps the next character, else
/// nothing.
struct QuotedName {
    std::string name;
    std::string_view rest; ///< what follows the closing backtick
};
[[nodiscard]] std::optional<QuotedName> takeQuotedName(std::string_view text);
/// The name alone: without the backticks, where it is written in them.
[[nodiscard]] std::string plainName(const std::string& text);

} // namespace driftwood
