#pragma once

#include "decoder/decoder.h"

namespace driftwood::decoder {

/// What a person says a field is, whatever a sample says.
struct StatedType {
    std::string path;
    records::FieldType type = records::FieldType::Float64;
};

/// "price=number", "`a=b`=text"; also integer, text, bool, and the names of the types themselves. The name of
/// the field ends at the last "=". InvalidArgument says which of them it is not.
[[nodiscard]] Result<StatedType> statedTypeFromText(std::string_view text);

/// Gives the schema's fields the types, and lets them read numbers and truth values from text; each statement
/// as above, its name in backticks or not. NotFound where there is no such field.
[[nodiscard]] Status stateTypes(DecoderSpec& spec, const std::vector<std::string>& statements);

} // namespace driftwood::decoder
