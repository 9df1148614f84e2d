#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A path of a field. "a.b" matches both {"a":{"b":…}} and {"a.b":…}. A name in brackets and quotes, as in
/// JSONPath, is taken literally: ["a.b"] matches only {"a.b":…}.
struct FieldPath {
    std::vector<std::string> names; ///< the names of an exact path, otherwise the parts between dots
    bool exact = false;             ///< at least one name is in brackets
};

[[nodiscard]] FieldPath parseFieldPath(std::string_view path);
/// Appends a name to an exact path, in brackets if it contains a dot.
void appendExactName(std::string& path, std::string_view name);

} // namespace driftwood::decoder
