#include "decoder/stated_type.h"

#include "base/quoted_names.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

using records::FieldType;

std::optional<FieldType> typeFromWord(std::string_view word) {
    if (word == "number")
        return FieldType::Float64;
    if (word == "integer")
        return FieldType::Int64;
    return records::fieldTypeFromName(word);
}

} // namespace

Result<StatedType> statedTypeFromText(std::string_view text) {
    const auto sign = text.rfind('=');
    const auto type = sign == std::string_view::npos ? std::nullopt : typeFromWord(text.substr(sign + 1));
    if (!type || sign == 0)
        return fail(ErrorCode::InvalidArgument, "\"" + std::string(text) + "\" states no type of a field", {},
                    "Write FIELD=TYPE, as price=number; types are number, integer, text and bool.");
    return StatedType{plainName(std::string(text.substr(0, sign))), *type};
}

Status stateTypes(DecoderSpec& spec, const std::vector<std::string>& statements) {
    for (const std::string& statement : statements) {
        auto stated = statedTypeFromText(statement);
        if (!stated)
            return forward(stated);
        const auto field = std::ranges::find(spec.schema.fields, stated->path, &records::Field::path);
        if (field == spec.schema.fields.end())
            return fail(ErrorCode::NotFound, "no record of the sample has a field \"" + stated->path + "\"",
                        {}, "Fields have dotted paths, written exactly as in the data.");
        field->type = stated->type;
        field->fromText = stated->type != FieldType::Text;
    }
    return {};
}

} // namespace driftwood::decoder
