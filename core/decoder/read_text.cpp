#include "decoder/read_text.h"

#include "base/text_values.h"
#include "decoder/formats/csv/csv_value.h"

#include <cmath>

namespace driftwood::decoder {

bool appendReadText(records::Column& out, std::string_view text) {
    if (out.type() == records::FieldType::Bool) {
        const auto truth = csvBool(text);
        if (truth)
            out.appendInt(*truth ? 1 : 0);
        return truth.has_value();
    }
    if (out.type() == records::FieldType::Float64) {
        const auto value = exactNumberFromText(text);
        if (value)
            out.appendFloat(*value);
        return value.has_value();
    }
    const auto number = numberFromText(text);
    if (!number)
        return false;
    const bool isWhole = std::trunc(*number) == *number && *number >= -0x1p63L && *number < 0x1p63L;
    if (isWhole)
        out.appendInt(static_cast<std::int64_t>(*number));
    return isWhole;
}

} // namespace driftwood::decoder
