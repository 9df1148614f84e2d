#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// A value within an array or object that a text field holds as JSON.
struct ElementValue {
    enum class Kind : unsigned char { Missing, Number, Truth, Text };
    Kind kind = Kind::Missing;
    long double number = 0;
    std::string text; ///< a number or boolean as JSON writes it; an array or object as its JSON
};

/// The values at the steps "[*]", "[0]", "[*].price" in `json`, with Missing where a step finds nothing.
/// Returns nothing when the text is not a JSON array.
[[nodiscard]] std::optional<std::vector<ElementValue>> elementsOf(std::string_view json,
                                                                  std::string_view steps);

} // namespace driftwood::dataset
