#pragma once

#include "decoder/decoder.h"

namespace driftwood::decoder {

/// The type that the user stated for a field; it overrides inference.
struct StatedType {
    std::string path;
    records::FieldType type = records::FieldType::Float64;
    std::optional<TimeUnit> unit{}; ///< of a time since 1970; its numbers are integers or fractions
};

/// Parses "price=number", "`a=b`=text"; the types are also integer, text, bool, and the types' own names, and
/// "time(s)" with each unit (timeUnitName()). The field's name ends at the last "=". InvalidArgument says
/// which part is wrong.
[[nodiscard]] Result<StatedType> statedTypeFromText(std::string_view text);

/// Gives the schema's fields the stated types and lets them parse numbers and booleans from text. Statements
/// are as above, with or without backticks. NotFound when there is no such field.
[[nodiscard]] Status stateTypes(DecoderSpec& spec, const std::vector<std::string>& statements);

} // namespace driftwood::decoder
