#pragma once

#include "dataset/filter/filter.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace driftwood::dataset {

/// The signs of the operators that have one, indexed by the enum's values.
inline constexpr std::array<std::string_view, 6> kOperatorSigns{"==", "!=", "<", "<=", ">", ">="};

/// Bytes of a filter that an error shows.
inline constexpr std::size_t kShownBytes = 200;

/// The characters of plain paths, keywords and numbers.
[[nodiscard]] inline bool isPlainCharacter(char c) {
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool isDigit = c >= '0' && c <= '9';
    const bool isPartOfName = c == '_' || c == '-' || c == '.' || c == '@' || c == '$';
    return isLetter || isDigit || isPartOfName || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace driftwood::dataset
