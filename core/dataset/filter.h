#pragma once

#include "base/result.h"
#include "records/record_batch.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::dataset {

/// Which rows to keep: comparisons joined by "and", nothing more, so that a filter can never be a program.
/// `fault == false and temperature > 20.5 and zone != "centre"`. A missing value fails every comparison but
/// `!=`.
///
/// A path is written as it is when it holds letters, digits, `_ - . @ $` only, and in backticks otherwise; a
/// literal is a number, true, false, or text in double or single quotes, where a backslash keeps the next
/// character. Numbers compare exactly, also beyond 2^53; texts compare byte by byte. Besides the schema's
/// fields there are @timestamp,
/// @key, @partition and @offset.
struct Filter {
    enum class Operator : unsigned char { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
    struct Comparison {
        std::string path;
        Operator op = Operator::Equal;
        std::string literal; ///< as written, without quotes
        bool quoted = false; ///< a text literal
        bool operator==(const Comparison&) const = default;
    };
    std::vector<Comparison> comparisons;

    /// Empty text: keeps everything. Errors name the column in the text where parsing stopped.
    [[nodiscard]] static Result<Filter> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    /// The paths that the filter asks for, each once, in order, "@…" included.
    [[nodiscard]] std::vector<std::string> paths() const;
    /// Fields of the filter that the schema lacks, and literals that cannot be compared with their field, are
    /// an InvalidArgument naming them.
    [[nodiscard]] Status check(const records::Schema& schema) const;
    /// Row numbers that pass, ascending. A comparison that check() refuses lets nothing pass.
    [[nodiscard]] std::vector<std::uint32_t> select(const records::RecordBatch& batch) const;
    bool operator==(const Filter&) const = default;
};

} // namespace driftwood::dataset
