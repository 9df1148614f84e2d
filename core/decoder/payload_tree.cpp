#include "decoder/payload_tree.h"

#include "decoder/field_limits.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/registry/registry_frame.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

class TreeReader {
  public:
    explicit TreeReader(JsonCursor& cursor)
        : m_cursor(cursor) {}

    // Recursion depth equals the payload's nesting depth, which is bounded.
    [[nodiscard]] bool value(PayloadNode& node, int depth) { // NOLINT(misc-no-recursion)
        ++m_values;
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

    [[nodiscard]] bool isCut() const { return m_isCut; }

  private:
    /// Appends a child; null once the limit of values is reached.
    [[nodiscard]] PayloadNode* childOf(PayloadNode& node) {
        m_isCut = m_isCut || m_values >= kMostTreeValues;
        return m_isCut ? nullptr : &node.children.emplace_back();
    }

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
        if (const std::string_view word = m_cursor.notANumber(); !word.empty())
            return this->word(node, PayloadNode::Kind::Number, word);
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
            PayloadNode* const child = childOf(node);
            std::string_view raw;
            if (m_cursor.peek() != '"')
                return m_cursor.fail("expected a field name in quotes");
            if (!(child ? text(child->name) : m_cursor.rawString(raw)) ||
                !m_cursor.take(':', "expected ':'") || !(child ? value(*child, depth) : m_cursor.skip(depth)))
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
            PayloadNode* const child = childOf(node);
            if (!(child ? value(*child, depth) : m_cursor.skip(depth)))
                return false;
            if (m_cursor.peek() != ',')
                return m_cursor.take(']', "expected ',' or ']'");
            m_cursor.step();
        }
    }

    JsonCursor& m_cursor;
    std::size_t m_values = 0;
    bool m_isCut = false;
};

/// Whether a token from `token` on is a not-a-number word (NaN, Infinity, -Infinity).
bool hasNotANumber(const char* base, const std::uint32_t* token, const std::uint32_t* end) {
    return std::any_of(token, end, [&](std::uint32_t at) {
        return base[at] == 'N' || base[at] == 'I' || (base[at] == '-' && base[at + 1] == 'I');
    });
}

} // namespace

PayloadTree jsonTree(std::string_view payload) {
    payload = withoutJsonFrame(payload);
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
    const std::uint32_t* const begin = cursor.token();
    TreeReader reader(cursor);
    bool whole = reader.value(tree.root, 0);
    tree.isCut = reader.isCut();
    if (whole && !index.atEnd())
        whole = cursor.fail("something follows the JSON value");
    if (whole) {
        tree.strict = !hasNotANumber(cursor.here() - *cursor.token(), begin, cursor.token());
    } else {
        tree.problem = index.describeProblem();
        tree.root = {};
    }
    return tree;
}

bool isJson(std::string_view payload, bool strict) {
    JsonIndex index;
    index.add(payload);
    if (!index.build())
        return false;
    JsonCursor& cursor = index.next();
    const std::uint32_t* const begin = cursor.token();
    if (index.atEnd() || !cursor.skip(0) || !index.atEnd())
        return false;
    return !strict || !hasNotANumber(cursor.here() - *cursor.token(), begin, cursor.token());
}

} // namespace driftwood::decoder
