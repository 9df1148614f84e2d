#pragma once

#include "decoder/field_trie.h"
#include "decoder/json_row.h"

#include <string_view>

namespace driftwood::decoder {

/// Walks a JSON object where it lies, in one pass and without an index: numbers, words, ASCII strings without
/// escapes, and objects that the schema looks into. That is what most records of most topics are. Anything
/// else, right or wrong, is left to the JsonIndex: what is taken here is taken there with the same values, so
/// that it need not be known which of the two a record went through.
class PlainJson {
  public:
    PlainJson(FieldTrie& trie, JsonRow& row)
        : m_trie(trie)
        , m_row(row) {}

    /// Puts the object's values into the row. False when it is not of that kind: the row holds some of them
    /// then.
    [[nodiscard]] bool walk(std::string_view payload);

  private:
    using Node = FieldTrie::Node;

    // Each begins at `at` and returns where what it took ends, before the payload's own end; null when it
    // cannot. object() may end there.
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
    const char* m_end = nullptr; ///< of the walk() that is running; what stops at '}' cannot run past it
};

} // namespace driftwood::decoder
