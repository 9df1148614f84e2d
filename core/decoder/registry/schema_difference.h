#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A line of two texts that are compared.
struct DifferenceLine {
    enum class Kind : std::uint8_t { Same, Removed, Added };
    Kind kind = Kind::Same;
    std::string text;
    bool operator==(const DifferenceLine&) const = default;
};

/// A schema for reading: JSON with one value a line, any other text as it is.
[[nodiscard]] std::string readableSchema(std::string_view text);

/// The lines to remove from and add to `before` to get `after`: as few lines as possible, or
/// all between the first and the last change where there are very many.
[[nodiscard]] std::vector<DifferenceLine> lineDifference(std::string_view before, std::string_view after);

} // namespace driftwood::decoder
