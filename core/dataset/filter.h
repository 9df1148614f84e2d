#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "records/record_batch.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// Values of a text field that a filter could not compare, because they are not what it asks for.
struct UncomparedValues {
    std::string path;
    bool asTimes = false; ///< compared with a time; otherwise with a number
    std::int64_t values = 0;
    std::string example; ///< one of them, shortened
    bool operator==(const UncomparedValues&) const = default;
};
/// "12 values of price are no numbers, such as \"n/a\"": for people.
[[nodiscard]] std::string uncomparedText(const UncomparedValues& values);

/// Which rows to keep: conditions, and nothing more, so that a filter can never be a program.
/// `fault == false and (temperature > 20.5 or zone in ("north", "centre")) and not note contains "test"`.
///
///     filter    = condition { "and" condition } | condition { "or" condition }, "and" before "or"
///     condition = "not" condition | "(" filter ")" | place test
///     place     = path [ "[" number "]" | "[*]" … ]       elements of arrays; [*] is any of them
///     test      = ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) literal | "contains" literal
///               | ["not"] "in" "(" literal { "," literal } ")" | "is" ["not"] ( "missing" | "null" )
///     literal   = number | true | false | null | "text" | 'text' | time
///
/// A path is written as it is when it holds letters, digits, `_ - . @ $` only, and in backticks otherwise; in
/// quotes and backticks a backslash keeps the next character. Besides the schema's fields there are
/// @timestamp, @key, @partition and @offset.
///
/// A number is compared with numbers exactly, also beyond 2^53; of a text field, with those values that are
/// numbers ("20.15", "73.1%" is 73.1), and any other value is like a missing one, and counted. A text is
/// compared with text byte by byte. A time (2026-03-01, 2026-03-01T10:00Z, now, -2h: fixed when the filter is
/// parsed) is compared with @timestamp, with text in ISO 8601 and with numbers since 1970 in seconds to
/// nanoseconds. `contains` looks for a part of a text, or for an element where the value is an array. A
/// missing value passes `!=` and `is missing` alone; `not` keeps what its condition leaves out, missing
/// values too.
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
        std::string text; ///< as written, without quotes; a time in UTC to the millisecond
        bool operator==(const Literal&) const = default;
    };
    struct Test {
        std::string path;
        std::string element; ///< what follows the path: "[*]", "[0].price"; empty: the value itself
        Operator op = Operator::Equal;
        std::vector<Literal> literals; ///< one; several for In, none for Missing
        std::size_t column = 0;        ///< in the text that was parsed, from 1, for errors; 0 is unknown
        bool operator==(const Test& other) const {
            return path == other.path && element == other.element && op == other.op &&
                   literals == other.literals;
        }
    };
    struct Condition {
        enum class Kind : unsigned char { Test, Not, And, Or };
        Kind kind = Kind::Test;
        Test test;                    ///< of Kind::Test
        std::vector<Condition> parts; ///< one of Not; And and Or have at least two
        bool operator==(const Condition& other) const {
            return kind == other.kind && test == other.test && parts == other.parts;
        }
    };
    /// How values are compared. ByText, of data sets before manifest version 3: a number is compared with a
    /// text field byte by byte, and a record without a time has the time -1.
    enum class Rules : unsigned char { ByText, ByValue };

    std::vector<Condition> conditions; ///< all must hold; none: keeps everything
    Rules rules = Rules::ByValue;

    /// Empty text: keeps everything. Errors name the column in the text where parsing stopped. `now` is what
    /// -2h is counted back from.
    [[nodiscard]] static Result<Filter> parse(std::string_view text, TimestampMs now = SystemClock().now());
    /// What parse() reads back as the same conditions; times stand in it as points in time.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool empty() const { return conditions.empty(); }
    /// The paths that the filter asks for, each once, in order, "@…" included.
    [[nodiscard]] std::vector<std::string> paths() const;
    /// Fields of the filter that the schema lacks, and literals that cannot be compared with their field, are
    /// an InvalidArgument naming them and their column.
    [[nodiscard]] Status check(const records::Schema& schema) const;
    /// Whether the two rules can keep different rows, or the older one has no word for a condition.
    [[nodiscard]] bool needsRulesByValue(const records::Schema& schema) const;
    /// Row numbers that pass, ascending. A test that check() refuses lets nothing pass. Values that could not
    /// be compared are added to `uncompared`, by path, where it is given.
    [[nodiscard]] std::vector<std::uint32_t>
    select(const records::RecordBatch& batch, std::vector<UncomparedValues>* uncompared = nullptr) const;
    bool operator==(const Filter&) const = default;
};

} // namespace driftwood::dataset
