#pragma once

#include "decoder/field_trie.h"
#include "decoder/formats/json/json_row.h"

#include <string_view>

namespace driftwood::decoder {

/// Parses a JSON object in place, in one pass and without an index, if it has only numbers, words, ASCII
/// strings without escapes, and objects that the schema looks into. Most records of most topics are like
/// that. Everything else, valid or not, is left to the JsonIndex. Both give the same values, so the result
/// does not depend on which of the two decoded a record.
class PlainJson {
  public:
    PlainJson(FieldTrie& trie, JsonRow& row)
        : m_trie(trie)
        , m_row(row) {}

    /// Puts the object's values into the row.
    /// Returns false when the object is not plain; the row may then hold some of its values.
    [[nodiscard]] bool walk(std::string_view payload);

  private:
    using Node = FieldTrie::Node;

    // Each starts at `at` and returns the end of what it consumed, which lies before the payload's end, or
    // null when it cannot parse. object() may return the payload's end.
    const char* object(const char* at, Node& node, int depth);
    const char* memberName(const char* at, Node& node, std::uint32_t& which, Node*& target);
    const char* value(const char* at, Node* node, int depth);
    const char* string(const char* at, std::string_view& content);
    const char* word(const char* at, std::int32_t column, std::string_view word);
    const char* notANumber(const char* at, std::int32_t column, std::string_view word);
    const char* number(const char* at, std::int32_t column);
    [[nodiscard]] bool isWord(const char* at, std::string_view word) const;

    FieldTrie& m_trie;
    JsonRow& m_row;
    const char* m_end = nullptr; ///< end of the current payload; a loop that stops at '}' cannot run past it
};

} // namespace driftwood::decoder
