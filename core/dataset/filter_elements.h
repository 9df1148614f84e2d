#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// A value inside an array or object that a text field holds as JSON.
struct ElementValue {
    enum class Kind : unsigned char { Missing, Number, Truth, Text };
    Kind kind = Kind::Missing;
    long double number = 0;
    std::string text; ///< of a number or truth value as JSON writes it; of an array or object, its JSON
};

/// The values that "[*]", "[0]", "[*].price" lead to in `json`, with a missing one where there is none;
/// nothing when the text is no JSON array.
[[nodiscard]] std::optional<std::vector<ElementValue>> elementsOf(std::string_view json,
                                                                  std::string_view steps);

} // namespace driftwood::dataset
