#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Paths of fields. "a.b" is found as {"a":{"b":…}} and as {"a.b":…} alike. A name in brackets and quotes, as
/// in JSONPath, is that very name: ["a.b"] is found as {"a.b":…} alone.
struct FieldPath {
    std::vector<std::string> names; ///< of an exact path; else the parts between dots
    bool exact = false;             ///< some name is in brackets
};

[[nodiscard]] FieldPath parseFieldPath(std::string_view path);
/// Appends a name to an exact path: in brackets where it holds a dot.
void appendExactName(std::string& path, std::string_view name);

} // namespace driftwood::decoder
