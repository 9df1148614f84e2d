#include "dataset/filter/filter_test.h"

#include "base/text_values.h"
#include "base/time_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace driftwood::dataset {
namespace {

using records::Column;
using records::FieldType;
using Kind = Filter::Literal::Kind;
using Operator = Filter::Operator;

constexpr std::size_t kLongestExample = 40;

template <class T>
bool holds(Operator op, const T& value, const T& literal) {
    switch (op) {
    case Operator::Equal:
    case Operator::In:
        return value == literal;
    case Operator::NotEqual:
        return value != literal;
    case Operator::Less:
        return value < literal;
    case Operator::LessEqual:
        return value <= literal;
    case Operator::Greater:
        return value > literal;
    case Operator::GreaterEqual:
        return value >= literal;
    case Operator::Contains:
    case Operator::Missing:
        break;
    }
    return false;
}

bool holdsText(Operator op, std::string_view value, std::string_view literal) {
    return op == Operator::Contains ? value.find(literal) != std::string_view::npos
                                    : holds(op, value, literal);
}

std::optional<records::Field> fieldAt(const records::Schema& schema, const std::string& path) {
    if (path == records::kTimestampPath || path == records::kPartitionPath || path == records::kOffsetPath)
        return records::Field{path, FieldType::Int64};
    if (path == records::kKeyPath)
        return records::Field{path, FieldType::Text};
    const auto index = schema.indexOf(path);
    return index ? std::optional(schema.fields[*index]) : std::nullopt;
}

std::optional<long double> writtenTimeMs(std::string_view text) {
    const auto time = parseIso8601(text);
    return time ? std::optional(static_cast<long double>(time->ms)) : std::nullopt;
}

template <class T>
std::string textOf(T number) {
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), written.ptr};
}

} // namespace

void UncomparedNotes::note(const std::string& path, bool asTimes, std::string_view value) {
    if (m_notes == nullptr)
        return;
    auto known = std::ranges::find_if(
        *m_notes, [&](const UncomparedValues& note) { return note.path == path && note.asTimes == asTimes; });
    if (known == m_notes->end()) {
        std::size_t length = std::min(value.size(), kLongestExample);
        while (length < value.size() && length > 0 &&
               (static_cast<unsigned char>(value[length]) & 0xC0U) == 0x80U)
            --length; // does not cut within a UTF-8 character
        m_notes->push_back({path, asTimes, 0, std::string(value.substr(0, length))});
        known = std::prev(m_notes->end());
    }
    ++known->values;
}

bool BoundTest::looksLikeSeconds(const std::string& number) {
    const auto value = numberFromText(number);
    return value && *value > 0 && timeUnitOf(static_cast<double>(*value)) == TimeUnit::Seconds;
}

tl::unexpected<Error> BoundTest::refuse(const std::string& what, std::string hint) const {
    const std::string column = m_test.column > 0 ? " (column " + std::to_string(m_test.column) + ")" : "";
    return fail(ErrorCode::InvalidArgument, what + column, {}, std::move(hint));
}

tl::unexpected<Error> BoundTest::cannotCompare(const Literal& literal, std::string hint) const {
    return refuse("'" + literal.text + "' cannot be compared with " + m_test.path + ", which is " +
                      std::string(fieldTypeName(m_type)),
                  std::move(hint));
}

Result<BoundTest> BoundTest::bind(const Filter::Test& test, const records::Schema& schema,
                                  Filter::Rules rules) {
    BoundTest bound;
    bound.m_test = test;
    bound.m_rules = rules;
    const auto field = fieldAt(schema, test.path);
    if (!field)
        return fail(ErrorCode::NotFound, test.path);
    bound.m_type = field->type;
    if (field->type != FieldType::Text) { // a text that is a time says so itself
        bound.m_unit = field->unit;
        bound.m_isOfDay = field->isOfDay;
    }
    const bool needsText = !test.element.empty() || test.op == Operator::Contains;
    if (needsText && field->type != FieldType::Text)
        return bound.refuse(test.path + " is " + std::string(fieldTypeName(field->type)) +
                            (test.element.empty() ? " and contains nothing" : " and has no elements"));
    for (const Filter::Literal& literal : test.literals)
        if (auto done = bound.bindLiteral(literal); !done)
            return forward(done);
    return bound;
}

Status BoundTest::bindLiteral(const Filter::Literal& literal) {
    Literal bound{literal.kind, literal.text, {}};
    if (literal.kind == Kind::Time) {
        bound.number = writtenTimeMs(literal.text);
    } else if (literal.kind != Kind::Truth) {
        bound.number = numberFromText(literal.text);
    }
    if (auto fits = m_type == FieldType::Text ? bindTextLiteral(bound) : bindNumberLiteral(bound); !fits)
        return fits;
    m_literals.push_back(std::move(bound));
    return {};
}

Status BoundTest::bindTextLiteral(Literal& bound) const {
    if (m_test.op == Operator::Contains && bound.kind == Kind::Time)
        return refuse("contains looks for a text, not for a time", "Put it in quotes.");
    if (bound.kind == Kind::Number && m_rules == Filter::Rules::ByText)
        bound.kind = Kind::Text;
    return {};
}

Status BoundTest::bindNumberLiteral(Literal& bound) const {
    if (m_type == FieldType::Bool) {
        if (bound.text != "true" && bound.text != "false")
            return cannotCompare(bound);
        bound.kind = Kind::Number;
        bound.number = bound.text == "true" ? 1 : 0;
        return {};
    }
    const bool isTimestamp = m_test.path == records::kTimestampPath;
    if ((isTimestamp || m_unit) && bound.kind == Kind::Text && !bound.number)
        if (const auto time = writtenTimeMs(bound.text)) {
            bound.kind = Kind::Time;
            bound.number = time;
        }
    if (!bound.number)
        return cannotCompare(bound);
    if (m_isOfDay && bound.kind == Kind::Time)
        return refuse(m_test.path + " is a time of day, and " + bound.text + " is a time since 1970",
                      "Compare it with a number: it counts " + std::string(timeUnitName(*m_unit)) +
                          " from midnight.");
    if (isTimestamp) { // in milliseconds, like the literal
        if (bound.kind != Kind::Time && m_rules == Filter::Rules::ByValue && looksLikeSeconds(bound.text))
            return refuse("@timestamp is in milliseconds, and " + bound.text + " looks like seconds",
                          "Write " + bound.text + "000, or a time as 2026-03-01T10:00Z.");
        bound.kind = Kind::Number;
    } else if (bound.kind == Kind::Text) {
        bound.kind = Kind::Number;
    }
    return {};
}

template <class OutcomeWith>
BoundTest::Outcome BoundTest::withAny(OutcomeWith&& outcomeWith) const {
    Outcome all = Outcome::Fails;
    for (const Literal& literal : m_literals) {
        const Outcome one = outcomeWith(literal);
        if (one == Outcome::Passes)
            return one;
        if (one == Outcome::Uncompared)
            all = one;
    }
    return all;
}

std::optional<long double> BoundTest::timeMs(long double value) const {
    const auto unit = m_unit ? m_unit : timeUnitOf(static_cast<double>(value));
    return unit ? std::optional(millisecondsOf(value, *unit)) : std::nullopt;
}

BoundTest::Outcome BoundTest::ofNumber(long double value, Operator op) const {
    return withAny([&](const Literal& literal) {
        std::optional<long double> compared = value;
        if (literal.kind == Kind::Time)
            compared = timeMs(value);
        if (!compared || !literal.number)
            return Outcome::Uncompared;
        return holds(op, *compared, *literal.number) ? Outcome::Passes : Outcome::Fails;
    });
}

BoundTest::Outcome BoundTest::ofText(std::string_view value, Operator op) const {
    return withAny([&](const Literal& literal) {
        const bool asText =
            literal.kind == Kind::Text || literal.kind == Kind::Truth || op == Operator::Contains;
        if (asText)
            return holdsText(op, value, literal.text) ? Outcome::Passes : Outcome::Fails;
        if (literal.kind == Kind::Number) // ids may have more digits than any numeric type holds
            if (const auto order = compareWholeNumbers(value, literal.text))
                return holds(op, *order < 0 ? -1 : static_cast<int>(*order > 0), 0) ? Outcome::Passes
                                                                                    : Outcome::Fails;
        const auto compared = literal.kind == Kind::Number ? numberFromText(value) : writtenTimeMs(value);
        if (!compared || !literal.number)
            return Outcome::Uncompared;
        return holds(op, *compared, *literal.number) ? Outcome::Passes : Outcome::Fails;
    });
}

BoundTest::Outcome BoundTest::ofElement(const ElementValue& value, Operator op) const {
    if (value.kind == ElementValue::Kind::Text)
        return ofText(value.text, op);
    return withAny([&](const Literal& literal) {
        const bool isNumber = value.kind == ElementValue::Kind::Number;
        if (isNumber && literal.number && op != Operator::Contains) {
            const auto compared =
                literal.kind == Kind::Time ? timeMs(value.number) : std::optional(value.number);
            if (!compared)
                return Outcome::Uncompared;
            return holds(op, *compared, *literal.number) ? Outcome::Passes : Outcome::Fails;
        }
        return holdsText(op, value.text, literal.text) ? Outcome::Passes : Outcome::Fails;
    });
}

BoundTest::Outcome BoundTest::ofElements(const std::vector<ElementValue>& values, Operator op) const {
    Outcome all = Outcome::Fails;
    for (const ElementValue& value : values) {
        const Outcome one = value.kind != ElementValue::Kind::Missing ? ofElement(value, op)
                            : op == Operator::NotEqual                ? Outcome::Passes
                                                                      : Outcome::Fails;
        if (one == Outcome::Passes)
            return one;
        if (one == Outcome::Uncompared)
            all = one;
    }
    return all;
}

BoundTest::Outcome BoundTest::ofTextOrElements(std::string_view value) const {
    if (!m_test.element.empty()) {
        const auto elements = elementsOf(value, m_test.element);
        return ofElements(elements.value_or(std::vector<ElementValue>(1)), m_test.op);
    }
    if (m_test.op == Operator::Contains)
        if (const auto elements = elementsOf(value, "[*]"))
            return ofElements(*elements, Operator::Equal);
    return ofText(value, m_test.op);
}

bool BoundTest::passesText(std::string_view value, UncomparedNotes& notes) const {
    if (m_test.op == Operator::Missing) {
        if (m_test.element.empty())
            return false;
        const auto elements = elementsOf(value, m_test.element);
        return !elements || elements->front().kind == ElementValue::Kind::Missing;
    }
    const Outcome outcome = ofTextOrElements(value);
    return outcome == Outcome::Uncompared ? passesUncompared(value, notes) : outcome == Outcome::Passes;
}

bool BoundTest::passesUncompared(std::string_view value, UncomparedNotes& notes) const {
    const bool asTimes = std::ranges::find(m_literals, Kind::Time, &Literal::kind) != m_literals.end();
    notes.note(m_test.path + m_test.element, asTimes, value);
    return m_test.op == Operator::NotEqual;
}

void BoundTest::keepTexts(std::vector<std::uint32_t>& rows, const Column& column,
                          UncomparedNotes& notes) const {
    const bool missingPasses = m_test.op == Operator::Missing || m_test.op == Operator::NotEqual;
    std::erase_if(rows, [&](std::uint32_t row) {
        return !(column.valid(row) ? passesText(column.text(row), notes) : missingPasses);
    });
}

template <class T>
void BoundTest::keepNumbers(std::vector<std::uint32_t>& rows, std::span<const T> values,
                            std::span<const std::uint8_t> validity, UncomparedNotes& notes) const {
    const bool isTimestamp = m_test.path == records::kTimestampPath;
    const bool missingPasses = m_test.op == Operator::Missing || m_test.op == Operator::NotEqual;
    std::erase_if(rows, [&](std::uint32_t row) {
        const bool isMissing = validity.empty()
                                   ? isTimestamp && isMissingTime(static_cast<std::int64_t>(values[row]))
                                   : validity[row] == 0;
        if (isMissing)
            return !missingPasses;
        if (m_test.op == Operator::Missing)
            return true;
        const Outcome outcome = ofNumber(static_cast<long double>(values[row]), m_test.op);
        return !(outcome == Outcome::Uncompared ? passesUncompared(textOf(values[row]), notes)
                                                : outcome == Outcome::Passes);
    });
}

void BoundTest::keep(std::vector<std::uint32_t>& rows, const records::RecordBatch& batch,
                     UncomparedNotes& notes) const {
    if (m_test.path == records::kTimestampPath)
        return keepNumbers(rows, batch.timestampsMs(), {}, notes);
    if (m_test.path == records::kOffsetPath)
        return keepNumbers(rows, batch.offsets(), {}, notes);
    if (m_test.path == records::kPartitionPath)
        return keepNumbers(rows, batch.partitions(), {}, notes);
    const Column* const column = batch.find(m_test.path);
    if (column == nullptr || column->type() != m_type)
        return rows.clear();
    if (m_test.op == Operator::Missing && m_test.element.empty()) { // not fitting is not missing
        std::erase_if(rows, [&](std::uint32_t row) { return !column->missing(row); });
        return;
    }
    if (m_type == FieldType::Text)
        return keepTexts(rows, *column, notes);
    if (m_type == FieldType::Float64)
        return keepNumbers(rows, column->floats(), column->validity(), notes);
    keepNumbers(rows, column->ints(), column->validity(), notes);
}

} // namespace driftwood::dataset
