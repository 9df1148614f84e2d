#include "dataset/filter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace driftwood::dataset {
namespace {

using Operator = Filter::Operator;

// By the enum's values; the parser tries the two-character ones first.
constexpr std::array<std::string_view, 6> kOperators{"==", "!=", "<", "<=", ">", ">="};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool isPlain(char c) {
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool isDigit = c >= '0' && c <= '9';
    const bool isPartOfName = c == '_' || c == '-' || c == '.' || c == '@' || c == '$';
    return isLetter || isDigit || isPartOfName || static_cast<unsigned char>(c) >= 0x80;
}

bool isNumber(std::string_view text) {
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWord = text.find_first_not_of("+-.0123456789eE") != std::string_view::npos; // inf, nan
    return !isWord && result.ptr == text.data() + text.size() && result.ec == std::errc{};
}

/// Text between quotes, in which the quote itself and the backslash are written with a backslash before.
std::string inQuotes(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\')
            out.push_back('\\');
        out.push_back(c);
    }
    out.push_back(quote);
    return out;
}

class Parser {
  public:
    explicit Parser(std::string_view text)
        : m_text(text) {}

    Result<Filter> parse() {
        Filter filter;
        skipBlanks();
        if (atEnd())
            return filter;
        while (true) {
            auto comparison = parseComparison();
            if (!comparison)
                return forward(comparison);
            filter.comparisons.push_back(std::move(*comparison));
            skipBlanks();
            if (atEnd())
                return filter;
            const std::size_t before = m_at;
            const std::string_view word = plainWord();
            if (word != "and" && word != "AND") {
                m_at = before;
                return stop("expected 'and' or the end");
            }
        }
    }

  private:
    bool atEnd() const { return m_at == m_text.size(); }
    void skipBlanks() {
        while (!atEnd() && isBlank(m_text[m_at]))
            ++m_at;
    }
    std::string_view plainWord() {
        const std::size_t begin = m_at;
        while (!atEnd() && isPlain(m_text[m_at]))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }
    tl::unexpected<Error> stop(const char* what) const {
        return fail(ErrorCode::InvalidArgument, std::string(what) + " at column " + std::to_string(m_at + 1),
                    "filter " + std::string(m_text),
                    "A filter reads like: fault == false and temperature > 20.5 and zone != \"centre\"");
    }

    Result<Filter::Comparison> parseComparison() {
        Filter::Comparison comparison;
        skipBlanks();
        if (auto path = parsePath(); path)
            comparison.path = std::move(*path);
        else
            return forward(path);
        skipBlanks();
        if (!parseOperator(comparison.op))
            return stop("expected one of == != < <= > >=");
        skipBlanks();
        if (!atEnd() && (m_text[m_at] == '"' || m_text[m_at] == '\'')) {
            auto text = parseQuoted();
            if (!text)
                return forward(text);
            comparison.literal = std::move(*text);
            comparison.quoted = true;
            return comparison;
        }
        const std::size_t before = m_at;
        comparison.literal = plainWord();
        if (!isNumber(comparison.literal) && comparison.literal != "true" && comparison.literal != "false") {
            m_at = before;
            return stop("expected a number, true, false, or a text in quotes");
        }
        return comparison;
    }

    Result<std::string> parsePath() {
        if (!atEnd() && m_text[m_at] == '`')
            return parseQuoted();
        const std::string_view path = plainWord();
        if (path.empty())
            return stop("expected the name of a field");
        return std::string(path);
    }

    bool parseOperator(Operator& op) {
        for (const Operator candidate : {Operator::Equal, Operator::NotEqual, Operator::LessEqual,
                                         Operator::GreaterEqual, Operator::Less, Operator::Greater}) {
            const std::string_view sign = kOperators[static_cast<std::size_t>(candidate)];
            if (m_text.substr(m_at).starts_with(sign)) {
                m_at += sign.size();
                op = candidate;
                return true;
            }
        }
        return false;
    }

    Result<std::string> parseQuoted() {
        const std::size_t open = m_at;
        const char quote = m_text[m_at++];
        std::string out;
        while (!atEnd() && m_text[m_at] != quote) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            out.push_back(m_text[m_at++]);
        }
        if (atEnd()) {
            m_at = open;
            return stop("unclosed quote");
        }
        ++m_at;
        return out;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

Result<Filter> Filter::parse(std::string_view text) { return Parser(text).parse(); }

std::vector<std::string> Filter::paths() const {
    std::vector<std::string> out;
    for (const Comparison& comparison : comparisons)
        if (std::ranges::find(out, comparison.path) == out.end())
            out.push_back(comparison.path);
    return out;
}

std::string Filter::text() const {
    std::string out;
    for (const Comparison& comparison : comparisons) {
        const bool plain = !comparison.path.empty() && std::ranges::all_of(comparison.path, isPlain);
        if (!out.empty())
            out += " and ";
        out += plain ? comparison.path : inQuotes(comparison.path, '`');
        out += ' ';
        out += kOperators[static_cast<std::size_t>(comparison.op)];
        out += ' ';
        out += comparison.quoted ? inQuotes(comparison.literal, '"') : comparison.literal;
    }
    return out;
}

} // namespace driftwood::dataset
