#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// The place of the first control character that is no line end, tab or delimiter, as bytes of other formats
/// have; npos without any.
[[nodiscard]] std::size_t findControlCharacter(std::string_view payload, char delimiter);

/// Splits one CSV record by RFC 4180: fields may be quoted, a quote within quotes is doubled, and quoted
/// fields may contain delimiters and line ends. Meant to be reused from record to record.
class CsvRecord {
  public:
    /// False when the payload is not exactly one record; problem() then says why.
    [[nodiscard]] bool parse(std::string_view payload, char delimiter);

    [[nodiscard]] std::size_t size() const { return m_fields.size(); }
    /// A field's text, valid until the next parse() and while the payload lives.
    [[nodiscard]] std::string_view field(std::size_t index) const;
    [[nodiscard]] const std::string& problem() const { return m_problem; }

  private:
    struct Field {
        std::string_view plain;        ///< the text as it is in the payload …
        std::size_t unquotedBegin = 0; ///< … or the position of its unescaped text in m_unquoted
        std::size_t unquotedSize = 0;
        bool rewritten = false;
    };
    [[nodiscard]] bool quotedField(std::string_view payload, std::size_t& at);
    bool fail(const char* what, std::size_t at);

    std::vector<Field> m_fields;
    std::string m_unquoted;
    std::string m_problem;
};

} // namespace driftwood::decoder
