#pragma once

#include "decoder/field_limits.h"
#include "decoder/formats/json/json_number.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// Not JSON, but what Python, Java and others write for values that are not numbers. Accepted wherever a
/// number may occur; a decoder treats them as missing and counts them.
inline constexpr std::string_view kNaN = "NaN";
inline constexpr std::string_view kInfinity = "Infinity";
inline constexpr std::string_view kMinusInfinity = "-Infinity";

/// Walks one JSON document along the structural index of a JsonIndex and checks the whole grammar,
/// including that of skipped values.
/// Every step returns false after noting the problem; the cursor then stays at its place.
///
/// A token is the position of a brace, bracket, colon or comma,
/// of a string's opening quote, or of the first character of a number or word.
/// The document ends in a token that is none of these, so no step can run past the end.
class JsonCursor {
  public:
    /// Moves to a document's first token and clears the problem.
    void start(const char* base, const std::uint32_t* token) {
        m_base = base;
        m_token = token;
        m_problem = nullptr;
    }

    [[nodiscard]] char peek() const { return m_base[*m_token]; }
    [[nodiscard]] const char* here() const { return m_base + *m_token; }
    /// Bytes from the current token to the next: an upper bound for a string or number at the current one.
    [[nodiscard]] std::size_t reach() const { return m_token[1] - m_token[0]; }
    [[nodiscard]] const std::uint32_t* token() const { return m_token; }
    void step() { ++m_token; }

    /// Consumes this character or fails with "expected …".
    [[nodiscard]] bool take(char c, const char* expected) {
        if (peek() != c)
            return fail(expected);
        step();
        return true;
    }
    /// At a string: the text between its quotes; escapes are validated but not replaced.
    [[nodiscard]] bool rawString(std::string_view& content);
    /// At a string: its text. The view points into the document,
    /// or into `unescaped` when the string has escapes.
    [[nodiscard]] bool string(std::string_view& text, std::string& unescaped);
    [[nodiscard]] bool number(JsonNumber& number) {
        if (!scanNumber(here(), number) || !endsScalar(number.text.data()[number.text.size()]))
            return fail("bad number");
        step();
        return true;
    }
    /// The not-a-number word at the cursor (NaN, Infinity, -Infinity); empty when there is none.
    [[nodiscard]] std::string_view notANumber() const;
    /// Consumes one of the words true, false and null.
    [[nodiscard]] bool word(std::string_view word);
    /// Skips one value of any kind. `source`, if given, receives the value as written.
    [[nodiscard]] bool skip(int depth, std::string_view* source = nullptr);

    bool fail(const char* what) {
        m_problem = what;
        return false;
    }
    [[nodiscard]] const char* problem() const { return m_problem; } ///< null: none

    [[nodiscard]] static bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
    /// Characters that may directly follow a number or word; any other would be part of it.
    [[nodiscard]] static bool endsScalar(char c) { return c == ',' || c == '}' || c == ']' || isBlank(c); }

  private:
    [[nodiscard]] bool skipObject(int depth);
    [[nodiscard]] bool skipArray(int depth);

    const char* m_base = nullptr;
    const std::uint32_t* m_token = nullptr;
    const char* m_problem = nullptr;
    std::string m_scratch;
};

/// Appends the unescaped content of a JSON string.
/// False for an invalid escape and for an unpaired surrogate.
[[nodiscard]] bool unescapeJson(std::string_view content, std::string& out);

} // namespace driftwood::decoder
