#include "base/text_values.h"
#include "base/time_text.h"
#include "dataset/filter/filter.h"
#include "dataset/filter/filter_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace driftwood::dataset {
namespace {

using Condition = Filter::Condition;
using Literal = Filter::Literal;
using Operator = Filter::Operator;

constexpr int kDeepestCondition =
    100; ///< nesting depth of parentheses and "not"; far more than anyone writes by hand

constexpr double kFirstDateMs = -30'610'224'000'000.0; ///< the year 1000, the first of four digits

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Times need ':' and '+' too: 2026-03-01T10:00+02:00.
bool isLiteralCharacter(char c) { return isPlainCharacter(c) || c == ':' || c == '+'; }

enum class NumberKind : unsigned char { None, Number, TooLarge };

NumberKind numberKind(std::string_view text) {
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWord = text.find_first_not_of("+-.0123456789eE") != std::string_view::npos; // inf or nan
    if (isWord || result.ptr != text.data() + text.size())
        return NumberKind::None;
    if (result.ec == std::errc::result_out_of_range)
        return NumberKind::TooLarge;
    return result.ec == std::errc{} ? NumberKind::Number : NumberKind::None;
}

/// Whether the text is this keyword, in lower or upper case.
bool isWord(std::string_view text, std::string_view lower) {
    return text == lower ||
           std::ranges::equal(text, lower, [](char a, char b) { return a == b - 'a' + 'A'; });
}

/// A group of one part is that part; nested groups of the same kind become one list.
Condition group(Condition::Kind kind, std::vector<Condition> parts) {
    if (parts.size() == 1)
        return std::move(parts.front());
    Condition out{kind, {}, {}};
    for (Condition& part : parts) {
        if (part.kind == kind)
            std::ranges::move(part.parts, std::back_inserter(out.parts));
        else
            out.parts.push_back(std::move(part));
    }
    return out;
}

Condition opposite(Condition condition) {
    Condition out{Condition::Kind::Not, {}, {}};
    out.parts.push_back(std::move(condition));
    return out;
}

class Parser {
  public:
    Parser(std::string_view text, TimestampMs now)
        : m_text(text)
        , m_now(now) {}

    Result<Filter> parse() {
        Filter filter;
        skipBlanks();
        if (atEnd())
            return filter;
        auto all = parseOr();
        if (!all)
            return forward(all);
        if (!atEnd())
            return stop("expected 'and', 'or' or the end");
        if (all->kind == Condition::Kind::And)
            filter.conditions = std::move(all->parts);
        else
            filter.conditions.push_back(std::move(*all));
        return filter;
    }

  private:
    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void skipBlanks() {
        while (!atEnd() && isBlank(m_text[m_at]))
            ++m_at;
    }
    bool takeSign(char sign) {
        skipBlanks();
        if (peek() != sign || atEnd())
            return false;
        ++m_at;
        return true;
    }
    std::string_view run(bool (*belongs)(char)) {
        const std::size_t begin = m_at;
        while (!atEnd() && belongs(m_text[m_at]))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }
    bool takeWord(std::string_view word) {
        skipBlanks();
        const std::size_t before = m_at;
        if (isWord(run(isPlainCharacter), word))
            return true;
        m_at = before;
        return false;
    }
    bool atOperatorSign() {
        skipBlanks();
        return std::ranges::any_of(
            kOperatorSigns, [&](std::string_view sign) { return m_text.substr(m_at).starts_with(sign); });
    }
    tl::unexpected<Error> stop(const std::string& what) const {
        return fail(ErrorCode::InvalidArgument, what + " at column " + std::to_string(m_at + 1),
                    "filter " + shortenedAround(m_text, m_at, kShownBytes),
                    "A filter reads like: fault == false and (temperature > 20.5 or zone != \"centre\")");
    }

    /// Parses "a and b or c": parts parsed by `next`, joined by `word`.
    Result<Condition> parseList(Condition::Kind kind, std::string_view word,
                                Result<Condition> (Parser::*next)()) {
        std::vector<Condition> parts;
        do {
            auto part = (this->*next)();
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        } while (takeWord(word));
        skipBlanks();
        return group(kind, std::move(parts));
    }
    Result<Condition> parseOr() { return parseList(Condition::Kind::Or, "or", &Parser::parseAnd); }
    Result<Condition> parseAnd() { return parseList(Condition::Kind::And, "and", &Parser::parseCondition); }

    Result<Condition> parseCondition() {
        skipBlanks();
        const std::size_t before = m_at;
        const bool isNot = takeWord("not") && !atOperatorSign(); // a field may be named "not"
        if (!isNot)
            m_at = before;
        if (!isNot && peek() != '(')
            return parseTest();
        if (++m_depth > kDeepestCondition)
            return stop("conditions are nested too deeply");
        auto inner = isNot ? parseCondition() : parseBracketed();
        --m_depth;
        return inner && isNot ? opposite(std::move(*inner)) : std::move(inner);
    }

    Result<Condition> parseBracketed() {
        ++m_at;
        auto inner = parseOr();
        if (inner && !takeSign(')'))
            return stop("expected 'and', 'or' or ')'");
        return inner;
    }

    Result<Condition> parseTest() {
        Condition out;
        out.test.column = m_at + 1;
        if (auto placed = parsePlace(out.test); !placed)
            return forward(placed);
        if (parseOperator(out.test.op))
            return parseComparison(std::move(out));
        if (takeWord("contains")) {
            out.test.op = Operator::Contains;
            return parseComparison(std::move(out));
        }
        if (takeWord("is")) {
            const bool isNot = takeWord("not");
            if (!takeWord("missing") && !takeWord("null"))
                return stop("expected 'missing' or 'null'");
            out.test.op = Operator::Missing;
            return isNot ? opposite(std::move(out)) : std::move(out);
        }
        const std::size_t before = m_at;
        const bool isNot = takeWord("not");
        if (takeWord("in"))
            return parseIn(std::move(out), isNot);
        m_at = before;
        return stop("expected one of == != < <= > >=, contains, in (…) or is missing");
    }

    /// Parses the literal after an operator; with null the test becomes "is missing".
    Result<Condition> parseComparison(Condition out) {
        skipBlanks();
        const std::size_t before = m_at;
        if (takeWord("null")) {
            const bool isNot = out.test.op == Operator::NotEqual;
            if (!isNot && out.test.op != Operator::Equal) {
                m_at = before;
                return stop("null can only be compared by == and !=");
            }
            out.test.op = Operator::Missing;
            return isNot ? opposite(std::move(out)) : std::move(out);
        }
        auto literal = parseLiteral();
        if (!literal)
            return forward(literal);
        out.test.literals.push_back(std::move(*literal));
        return out;
    }

    Result<Condition> parseIn(Condition out, bool isNot) {
        if (!takeSign('('))
            return stop("expected a list in parentheses");
        out.test.op = Operator::In;
        do {
            skipBlanks();
            auto literal = parseLiteral();
            if (!literal)
                return forward(literal);
            out.test.literals.push_back(std::move(*literal));
        } while (takeSign(','));
        if (!takeSign(')'))
            return stop("expected ',' or ')'");
        return isNot ? opposite(std::move(out)) : std::move(out);
    }

    Status parsePlace(Filter::Test& test) {
        if (peek() == '`') {
            auto path = parseQuoted();
            if (!path)
                return forward(path);
            test.path = std::move(*path);
        } else {
            test.path = run(isPlainCharacter);
            if (test.path.empty())
                return stop("expected the name of a field");
        }
        const std::size_t begin = m_at;
        while (peek() == '[') {
            ++m_at;
            if (peek() == '*')
                ++m_at;
            else if (const auto digits = run([](char c) { return c >= '0' && c <= '9'; });
                     digits.empty() || digits.size() > 9)
                return stop("expected the number of an element, or *");
            if (peek() != ']')
                return stop("expected ']'");
            ++m_at;
            if (peek() == '.')
                run(isPlainCharacter);
        }
        test.element = m_text.substr(begin, m_at - begin);
        return {};
    }

    bool parseOperator(Operator& op) {
        skipBlanks();
        for (const Operator candidate : {Operator::Equal, Operator::NotEqual, Operator::LessEqual,
                                         Operator::GreaterEqual, Operator::Less, Operator::Greater}) {
            const std::string_view sign = kOperatorSigns[static_cast<std::size_t>(candidate)];
            if (m_text.substr(m_at).starts_with(sign)) {
                m_at += sign.size();
                op = candidate;
                return true;
            }
        }
        return false;
    }

    Result<Literal> parseLiteral() {
        if (peek() == '"' || peek() == '\'') {
            auto text = parseQuoted();
            if (!text)
                return forward(text);
            return Literal{Literal::Kind::Text, std::move(*text)};
        }
        const std::size_t before = m_at;
        const std::string_view word = run(isLiteralCharacter);
        const NumberKind number = numberKind(word);
        if (number == NumberKind::TooLarge) {
            m_at = before;
            return stop(std::string(word) + " is beyond what 64 bits of floating point hold");
        }
        if (number == NumberKind::Number)
            return Literal{Literal::Kind::Number, std::string(word)};
        if (word == "true" || word == "false")
            return Literal{Literal::Kind::Truth, std::string(word)};
        if (const auto time = timeFromText(word, m_now))
            return Literal{Literal::Kind::Time, formatIso8601(*time)};
        if (const auto date = parseIso8601(word); date && date->ms >= kFirstDateMs) // before 1970
            return Literal{Literal::Kind::Time,
                           formatIso8601(TimestampMs(static_cast<std::int64_t>(std::floor(date->ms))))};
        m_at = before;
        return stop(std::string("expected a number, true, false, null, a time, or a text in quotes") +
                    (atEnd() ? ": the filter is unfinished," : ""));
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
    TimestampMs m_now;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

Result<Filter> Filter::parse(std::string_view text, TimestampMs now) { return Parser(text, now).parse(); }

} // namespace driftwood::dataset
