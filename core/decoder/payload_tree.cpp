#include "decoder/payload_tree.h"

#include "decoder/json_index.h"

namespace driftwood::decoder {
namespace {

class TreeReader {
  public:
    explicit TreeReader(JsonCursor& cursor)
        : m_cursor(cursor) {}

    // One level of a person's payload is one level of calls; how deep is bounded.
    [[nodiscard]] bool value(PayloadNode& node, int depth) { // NOLINT(misc-no-recursion)
        switch (m_cursor.peek()) {
        case '{':
            node.kind = PayloadNode::Kind::Object;
            return members(node, depth + 1);
        case '[':
            node.kind = PayloadNode::Kind::Array;
            return elements(node, depth + 1);
        case '"':
            node.kind = PayloadNode::Kind::Text;
            return text(node.value);
        case 't':
            return word(node, PayloadNode::Kind::Bool, "true");
        case 'f':
            return word(node, PayloadNode::Kind::Bool, "false");
        case 'n':
            return word(node, PayloadNode::Kind::Null, "null");
        default:
            return number(node);
        }
    }

    [[nodiscard]] bool strict() const { return m_strict; } ///< nothing was taken that is no JSON

  private:
    [[nodiscard]] bool text(std::string& out) {
        std::string_view content;
        std::string unescaped;
        if (!m_cursor.string(content, unescaped))
            return false;
        out = content;
        return true;
    }

    [[nodiscard]] bool word(PayloadNode& node, PayloadNode::Kind kind, std::string_view text) {
        node.kind = kind;
        node.value = text;
        return m_cursor.word(text);
    }

    [[nodiscard]] bool number(PayloadNode& node) {
        if (const std::string_view word = m_cursor.notANumber(); !word.empty()) {
            m_strict = false;
            return this->word(node, PayloadNode::Kind::Number, word);
        }
        const char c = m_cursor.peek();
        if (c != '-' && (c < '0' || c > '9'))
            return m_cursor.fail("expected a value");
        JsonNumber number;
        if (!m_cursor.number(number))
            return false;
        node.kind = PayloadNode::Kind::Number;
        node.value = number.text;
        return true;
    }

    [[nodiscard]] bool members(PayloadNode& node, int depth) { // NOLINT(misc-no-recursion)
        if (depth > kMaxJsonDepth)
            return m_cursor.fail("nested too deep");
        m_cursor.step();
        if (m_cursor.peek() == '}') {
            m_cursor.step();
            return true;
        }
        while (true) {
            PayloadNode& child = node.children.emplace_back();
            if (m_cursor.peek() != '"')
                return m_cursor.fail("expected a field name in quotes");
            if (!text(child.name) || !m_cursor.take(':', "expected ':'") || !value(child, depth))
                return false;
            if (m_cursor.peek() != ',')
                return m_cursor.take('}', "expected ',' or '}'");
            m_cursor.step();
        }
    }

    [[nodiscard]] bool elements(PayloadNode& node, int depth) { // NOLINT(misc-no-recursion)
        if (depth > kMaxJsonDepth)
            return m_cursor.fail("nested too deep");
        m_cursor.step();
        if (m_cursor.peek() == ']') {
            m_cursor.step();
            return true;
        }
        while (true) {
            if (!value(node.children.emplace_back(), depth))
                return false;
            if (m_cursor.peek() != ',')
                return m_cursor.take(']', "expected ',' or ']'");
            m_cursor.step();
        }
    }

    JsonCursor& m_cursor;
    bool m_strict = true;
};

} // namespace

PayloadTree jsonTree(std::string_view payload) {
    PayloadTree tree;
    JsonIndex index;
    index.add(payload);
    if (!index.build()) {
        tree.problem = explainUnindexable(payload);
        return tree;
    }
    JsonCursor& cursor = index.next();
    if (index.atEnd()) {
        tree.problem = "empty payload";
        return tree;
    }
    TreeReader reader(cursor);
    bool whole = reader.value(tree.root, 0);
    tree.strict = reader.strict();
    if (whole && !index.atEnd())
        whole = cursor.fail("something follows the JSON value");
    if (!whole) {
        tree.problem = index.describeProblem();
        tree.root = {};
    }
    return tree;
}

} // namespace driftwood::decoder
