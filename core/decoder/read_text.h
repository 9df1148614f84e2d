#pragma once

#include "records/column.h"

#include <string_view>

namespace driftwood::decoder {

/// Appends what a text says to a column of numbers or truth values that a person stated to be such
/// (records::Field::fromText): "20.15", "73.1%" as 73.1, "3" or "3.0" as a whole number, "true". False, and
/// nothing appended, where the text says no such value.
[[nodiscard]] bool appendReadText(records::Column& out, std::string_view text);

} // namespace driftwood::decoder
