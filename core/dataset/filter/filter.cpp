#include "dataset/filter/filter.h"

#include "dataset/filter/filter_words.h"

#include <algorithm>

namespace driftwood::dataset {
namespace {

using Condition = Filter::Condition;
using Operator = Filter::Operator;

/// Quotes a text; the quote itself and the backslash are escaped with a backslash.
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

std::string textOf(const Filter::Literal& literal) {
    return literal.kind == Filter::Literal::Kind::Text ? inQuotes(literal.text, '"') : literal.text;
}

/// `isNot` negates the test, for In and Missing.
std::string textOf(const Filter::Test& test, bool isNot) {
    const bool hasSign = static_cast<std::size_t>(test.op) < kOperatorSigns.size();
    // Before an operator sign "not" is read as a path; before any other word as the keyword.
    const bool isKeyword = (test.path == "not" || test.path == "NOT") && (!hasSign || !test.element.empty());
    const bool isPlain = !test.path.empty() && std::ranges::all_of(test.path, isPlainCharacter) && !isKeyword;
    std::string out = (isPlain ? test.path : inQuotes(test.path, '`')) + test.element;
    if (hasSign)
        return out + ' ' + std::string(kOperatorSigns[static_cast<std::size_t>(test.op)]) + ' ' +
               textOf(test.literals.front());
    switch (test.op) {
    case Operator::Contains:
        return out + " contains " + textOf(test.literals.front());
    case Operator::In:
        out += isNot ? " not in (" : " in (";
        for (std::size_t i = 0; i < test.literals.size(); ++i)
            out += (i == 0 ? "" : ", ") + textOf(test.literals[i]);
        return out + ')';
    default:
        return out + (isNot ? " is not missing" : " is missing");
    }
}

std::string joined(const std::vector<Condition>& parts, std::string_view word, Condition::Kind within);

/// `within` is the kind of the enclosing condition, which determines whether parentheses are needed.
std::string textOf(const Condition& condition, Condition::Kind within) {
    switch (condition.kind) {
    case Condition::Kind::Test:
        return textOf(condition.test, false);
    case Condition::Kind::Not: {
        const Condition& inner = condition.parts.front();
        const bool hasOpposite = inner.kind == Condition::Kind::Test &&
                                 (inner.test.op == Operator::In || inner.test.op == Operator::Missing);
        return hasOpposite ? textOf(inner.test, true) : "not " + textOf(inner, Condition::Kind::Not);
    }
    case Condition::Kind::And: {
        const std::string text = joined(condition.parts, " and ", Condition::Kind::And);
        return within == Condition::Kind::Or ? text : '(' + text + ')';
    }
    case Condition::Kind::Or:
        break;
    }
    const std::string text = joined(condition.parts, " or ", Condition::Kind::Or);
    return within == Condition::Kind::Test ? text : '(' + text + ')';
}

std::string joined(const std::vector<Condition>& parts, std::string_view word, Condition::Kind within) {
    std::string out;
    for (const Condition& part : parts) {
        if (!out.empty())
            out += word;
        out += textOf(part, within);
    }
    return out;
}

void addPaths(const std::vector<Condition>& conditions, std::vector<std::string>& out) {
    for (const Condition& condition : conditions) {
        if (condition.kind != Condition::Kind::Test)
            addPaths(condition.parts, out);
        else if (std::ranges::find(out, condition.test.path) == out.end())
            out.push_back(condition.test.path);
    }
}

} // namespace

std::string uncomparedText(const UncomparedValues& values) {
    return std::to_string(values.values) + (values.values == 1 ? " value of " : " values of ") + values.path +
           (values.values == 1 ? " is no " : " are no ") + (values.asTimes ? "time" : "number") +
           (values.values == 1 ? "" : "s") + ", such as " + inQuotes(values.example, '"');
}

std::string Filter::text() const {
    if (conditions.size() == 1) // no enclosing condition: "a or b" needs no parentheses
        return textOf(conditions.front(), Condition::Kind::Test);
    return joined(conditions, " and ", Condition::Kind::And);
}

std::vector<std::string> Filter::paths() const {
    std::vector<std::string> out;
    addPaths(conditions, out);
    return out;
}

} // namespace driftwood::dataset
