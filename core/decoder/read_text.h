#pragma once

#include "records/column.h"

#include <string_view>

namespace driftwood::decoder {

/// Parses a text and appends the value to a number or boolean column whose type the user stated
/// (records::Field::fromText): "20.15", "73.1%" as 73.1, "3" or "3.0" as a whole number, "true". Returns
/// false and appends nothing when the text is no such value.
[[nodiscard]] bool appendReadText(records::Column& out, std::string_view text);

} // namespace driftwood::decoder
