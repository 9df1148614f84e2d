#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace driftwood::decoder {

/// A JSON number taken apart but not yet converted: its value is digits × 10^exponent, exactly unless
/// `inexact` (more than 19 significant digits).
struct JsonNumber {
    std::string_view text;
    std::uint64_t digits = 0;
    std::int64_t exponent = 0;
    bool negative = false;
    bool integer = false; ///< written without fraction and exponent
    bool inexact = false;

    /// The integer it is, also when written as 3.0 or 3e2; nothing when it has a fraction or is too large.
    [[nodiscard]] std::optional<std::int64_t> toInt64() const;
    /// The nearest double; nothing when that is not finite, or when an integer would not survive it
    /// unchanged.
    [[nodiscard]] std::optional<double> toDouble() const;
};

/// Scans a number by JSON's grammar. `begin` must lie in memory that ends in something no number contains.
/// False when there is none; otherwise number.text is what was taken.
[[nodiscard]] bool scanNumber(const char* begin, JsonNumber& number);

} // namespace driftwood::decoder
