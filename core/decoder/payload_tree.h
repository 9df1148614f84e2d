#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A JSON payload taken apart for a person: every value in the order it is written, numbers as they are
/// written, fields that come twice both there. Nothing is rounded.
struct PayloadNode {
    enum class Kind : std::uint8_t { Object, Array, Text, Number, Bool, Null }; ///< NaN is a Number

    std::string name; ///< field name; empty for the elements of an array and for the root
    Kind kind = Kind::Null;
    std::string value; ///< text without its escapes, a number or word as written; empty for object and array
    std::vector<PayloadNode> children;
};

struct PayloadTree {
    PayloadNode root;
    /// JSON to the letter: without NaN and infinities, which are taken all the same.
    bool strict = true;
    bool isCut = false;  ///< it has more than kMostTreeValues, and those beyond are not in the tree
    std::string problem; ///< why there is no tree: "unclosed string at byte 17"; empty where there is one
};

/// Any JSON value, not only objects.
[[nodiscard]] PayloadTree jsonTree(std::string_view payload);

/// Whether a payload is JSON, without taking it apart; `strict` as in PayloadTree.
[[nodiscard]] bool isJson(std::string_view payload, bool strict);

} // namespace driftwood::decoder
