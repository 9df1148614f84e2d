#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A JSON payload as a tree for display: values in the order they are written, numbers as written, repeated
/// fields all included. Nothing is rounded.
struct PayloadNode {
    enum class Kind : std::uint8_t { Object, Array, Text, Number, Bool, Null }; ///< NaN is a Number

    std::string name; ///< field name; empty for the elements of an array and for the root
    Kind kind = Kind::Null;
    std::string value; ///< unescaped text, a number or word as written; empty for object and array
    std::vector<PayloadNode> children;
};

struct PayloadTree {
    PayloadNode root;
    /// Whether the payload is strict JSON; NaN and infinities are accepted but are not strict.
    bool strict = true;
    bool isCut = false;  ///< the payload has more than kMostTreeValues; the rest is not in the tree
    std::string problem; ///< why parsing failed: "unclosed string at byte 17"; empty on success
};

/// Accepts any JSON value, not only objects, also behind the frame of a schema registry.
[[nodiscard]] PayloadTree jsonTree(std::string_view payload);

/// Whether a payload is JSON, without building a tree; `strict` as in PayloadTree.
[[nodiscard]] bool isJson(std::string_view payload, bool strict);

} // namespace driftwood::decoder
