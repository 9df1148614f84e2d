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

std::optional<TimeUnit> timeFromWord(std::string_view word) {
    constexpr std::string_view kTime = "time(";
    if (!word.starts_with(kTime) || !word.ends_with(')'))
        return std::nullopt;
    return timeUnitFromName(word.substr(kTime.size(), word.size() - kTime.size() - 1));
}

} // namespace

Result<StatedType> statedTypeFromText(std::string_view text) {
    const auto sign = text.rfind('=');
    const std::string_view word = sign == std::string_view::npos ? std::string_view() : text.substr(sign + 1);
    const auto unit = timeFromWord(word);
    const auto type = unit ? std::optional(FieldType::Int64) : typeFromWord(word);
    if (!type || sign == 0)
        return fail(ErrorCode::InvalidArgument,
                    "\"" + std::string(text) + "\" does not state the type of a field", {},
                    "Write FIELD=TYPE, as price=number; types are number, integer, text, bool, and for times "
                    "since 1970 time(s), time(ms), time(us), time(ns) and time(days).");
    return StatedType{plainName(std::string(text.substr(0, sign))), *type, unit};
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
        const bool isFraction = stated->unit && field->type == FieldType::Float64; // seconds may have one
        field->type = isFraction ? FieldType::Float64 : stated->type;
        field->fromText = stated->type != FieldType::Text;
        if (stated->unit) {
            field->unit = stated->unit;
            field->isOfDay = false;
        }
    }
    return {};
}

} // namespace driftwood::decoder
