#pragma once

#include "decoder/formats/json/json_number.h"
#include "records/schema.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Arrays of numbers that have the same length in every record are fields of their own for each element:
/// "spectrum[3]", of an array of 16 (records::Field::length).

/// Longer arrays are their JSON only.
inline constexpr std::size_t kLongestVector = 1024;

[[nodiscard]] std::string elementPath(std::string_view array, std::size_t index);
/// The array and the index in it that a path like "spectrum[3]" names.
struct ElementPlace {
    std::string_view array;
    std::size_t index = 0;
};
[[nodiscard]] std::optional<ElementPlace> elementPlace(std::string_view path);
/// The fields of the schema that are elements of the array, in their order there.
[[nodiscard]] std::vector<records::Field> elementsOfArray(const records::Schema& schema,
                                                          std::string_view array);

/// An element of an array of numbers.
struct NumberElement {
    enum class Kind : std::uint8_t { Number, NotANumber, Null };
    Kind kind = Kind::Null;
    JsonNumber number{}; ///< Kind::Number; its text points into the array's
};

/// Reads an array of numbers, of which some may be null, NaN or infinite, from its JSON; of a longer one than
/// kLongestVector one element more than that. False for any other text.
[[nodiscard]] bool readNumbers(std::string_view json, std::vector<NumberElement>& out);

} // namespace driftwood::decoder
