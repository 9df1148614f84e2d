#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "records/record_batch.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// Values of a field that a filter could not compare, because they are not numbers or times.
struct UncomparedValues {
    std::string path;
    bool asTimes = false; ///< compared with a time; otherwise with a number
    std::int64_t values = 0;
    std::string example; ///< one of them, shortened
    bool operator==(const UncomparedValues&) const = default;
};
/// Text for the user: "12 values of price are no numbers, such as \"n/a\"".
[[nodiscard]] std::string uncomparedText(const UncomparedValues& values);

/// Selects rows by conditions only, so that a filter can never be a program.
/// `fault == false and (temperature > 20.5 or zone in ("north", "centre")) and not note contains "test"`.
///
///     filter    = condition { "and" condition } | condition { "or" condition }, "and" before "or"
///     condition = "not" condition | "(" filter ")" | place test
///     place     = path [ "[" number "]" | "[*]" … ]       elements of arrays; [*] is any of them
///     test      = ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) literal | "contains" literal
///               | ["not"] "in" "(" literal { "," literal } ")" | "is" ["not"] ( "missing" | "null" )
///     literal   = number | true | false | null | "text" | 'text' | time
///
/// A path is written plainly when it has only letters, digits and `_ - . @ $`, and in backticks otherwise; in
/// quotes and backticks a backslash escapes the next character. Besides the schema's fields there are
/// @timestamp, @key, @partition and @offset.
///
/// Numbers are compared exactly, also beyond 2^53. In a text field, values that are numbers
/// ("20.15", "73.1%" as 73.1) are compared as numbers; other values are treated as missing and
/// counted. Text is compared byte by byte. A time (2026-03-01, 2026-03-01T10:00Z, now, -2h:
/// fixed when the filter is parsed) is compared with @timestamp, with ISO 8601 text and with
/// numbers since 1970 in the field's unit (records::Field::unit), or where none is known in the unit that
/// their size implies (timeUnitOf); other numbers are counted likewise. `contains`
/// searches for a substring, or for an element when the value is an array. A missing value passes only `!=`
/// and `is missing`; `not` keeps every row that its condition does not, including those with missing values.
struct Filter {
    enum class Operator : unsigned char {
        Equal,
        NotEqual,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        Contains,
        In,
        Missing,
    };
    struct Literal {
        enum class Kind : unsigned char { Number, Truth, Text, Time };
        Kind kind = Kind::Text;
        std::string text; ///< without quotes; a time is in UTC to the millisecond
        bool operator==(const Literal&) const = default;
    };
    struct Test {
        std::string path;
        std::string element; ///< steps after the path: "[*]", "[0].price"; empty for the value itself
        Operator op = Operator::Equal;
        std::vector<Literal> literals; ///< one; several for In, none for Missing
        std::size_t column = 0;        ///< column in the parsed text, from 1, for error messages; 0: unknown
        bool operator==(const Test& other) const {
            return path == other.path && element == other.element && op == other.op &&
                   literals == other.literals;
        }
    };
    struct Condition {
        enum class Kind : unsigned char { Test, Not, And, Or };
        Kind kind = Kind::Test;
        Test test;                    ///< for Kind::Test
        std::vector<Condition> parts; ///< one for Not; at least two for And and Or
        bool operator==(const Condition& other) const {
            return kind == other.kind && test == other.test && parts == other.parts;
        }
    };
    /// How values are compared. ByText applies to data sets before manifest version 3: text fields are
    /// compared with numbers byte by byte, and a record without a time has the time -1.
    enum class Rules : unsigned char { ByText, ByValue };

    std::vector<Condition> conditions; ///< all must hold; empty: every row passes
    Rules rules = Rules::ByValue;

    /// An empty text keeps every row. Errors name the column where parsing stopped.
    /// `now` is the time from which -2h counts back.
    [[nodiscard]] static Result<Filter> parse(std::string_view text, TimestampMs now = timeNow());
    /// Text that parse() reads back as the same conditions; times appear in it as absolute times.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool empty() const { return conditions.empty(); }
    /// The paths that the filter uses, without duplicates, in order, including "@…".
    [[nodiscard]] std::vector<std::string> paths() const;
    /// InvalidArgument, naming path and column, for fields that the schema lacks and for literals that cannot
    /// be compared with their field.
    [[nodiscard]] Status check(const records::Schema& schema) const;
    /// Whether the two rules may keep different rows, or the older rule cannot express a condition.
    [[nodiscard]] bool needsRulesByValue(const records::Schema& schema) const;
    /// Numbers of the rows that pass, ascending. A test that check() refuses passes no row. Values that could
    /// not be compared are added to `uncompared`, by path, unless it is null.
    [[nodiscard]] std::vector<std::uint32_t>
    select(const records::RecordBatch& batch, std::vector<UncomparedValues>* uncompared = nullptr) const;
    bool operator==(const Filter&) const = default;
};

} // namespace driftwood::dataset
