#pragma once

#include "decoder/field_limits.h"
#include "decoder/json_number.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// No JSON, but what Python, Java and others write where a number is none. They are taken wherever a number
/// may stand; a decoder reads them as missing and counts them.
inline constexpr std::string_view kNaN = "NaN";
inline constexpr std::string_view kInfinity = "Infinity";
inline constexpr std::string_view kMinusInfinity = "-Infinity";

/// Walks one JSON document along the structural index of a JsonIndex, checking all of the grammar on the way,
/// skipped values included. Every step returns false after noting what was wrong; the cursor then stays where
/// that is.
///
/// A token is the position of a brace, bracket, colon or comma, of a string's opening quote or of the first
/// character of a number or word. The document ends in a token that is none of these, so no step can run past
/// it.
class JsonCursor {
  public:
    /// Stands at a document's first token, with no problem noted.
    void start(const char* base, const std::uint32_t* token) {
        m_base = base;
        m_token = token;
        m_problem = nullptr;
    }

    [[nodiscard]] char peek() const { return m_base[*m_token]; }
    [[nodiscard]] const char* here() const { return m_base + *m_token; }
    /// Bytes from the current token to the next: the most that a string or number at the current one can be.
    [[nodiscard]] std::size_t reach() const { return m_token[1] - m_token[0]; }
    [[nodiscard]] const std::uint32_t* token() const { return m_token; }
    void step() { ++m_token; }

    /// Takes this character or fails with "expected …".
    [[nodiscard]] bool take(char c, const char* expected) {
        if (peek() != c)
            return fail(expected);
        step();
        return true;
    }
    /// At a string: what stands between its quotes, escapes checked but left as they are.
    [[nodiscard]] bool rawString(std::string_view& content);
    /// At a string: its text; the view points into the document, or into `unescaped` where there were
    /// escapes.
    [[nodiscard]] bool string(std::string_view& text, std::string& unescaped);
    [[nodiscard]] bool number(JsonNumber& number) {
        if (!scanNumber(here(), number) || !endsScalar(number.text.data()[number.text.size()]))
            return fail("bad number");
        step();
        return true;
    }
    /// Whether this is one of the words for what is no number; empty when it is not.
    [[nodiscard]] std::string_view notANumber() const;
    /// At one of the words true, false and null.
    [[nodiscard]] bool word(std::string_view word);
    /// Past one value of any kind. `source`, where asked for, becomes the value as it is written.
    [[nodiscard]] bool skip(int depth, std::string_view* source = nullptr);

    bool fail(const char* what) {
        m_problem = what;
        return false;
    }
    [[nodiscard]] const char* problem() const { return m_problem; } ///< null: none

    [[nodiscard]] static bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
    /// What may follow a number or a word directly; anything else would have been part of it.
    [[nodiscard]] static bool endsScalar(char c) { return c == ',' || c == '}' || c == ']' || isBlank(c); }

  private:
    [[nodiscard]] bool skipObject(int depth);
    [[nodiscard]] bool skipArray(int depth);

    const char* m_base = nullptr;
    const std::uint32_t* m_token = nullptr;
    const char* m_problem = nullptr;
    std::string m_scratch;
};

/// Appends what a JSON string's content means. False for an escape JSON does not have and for half a
/// surrogate pair.
[[nodiscard]] bool unescapeJson(std::string_view content, std::string& out);

} // namespace driftwood::decoder
