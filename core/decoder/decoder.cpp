#include "decoder/decoder.h"

#include "decoder/field_limits.h"
#include "decoder/field_survey.h"
#include "decoder/keyed_decoder.h"
#include "decoder/masking/masking_decoder.h"
#include "decoder/vector_decoder.h"
#include "decoder/wrapping/envelope_decoder.h"
#include "decoder/wrapping/unpacking_decoder.h"

#include <algorithm>
#include <set>

namespace driftwood::decoder {
namespace {

Status checkSchema(const records::Schema& schema) {
    if (schema.fields.empty())
        return fail(ErrorCode::InvalidArgument, "the decoder has no fields", "schema",
                    "Name at least one field, or infer the schema from a sample.");
    if (schema.fields.size() > kMostSchemaFields)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(schema.fields.size()) + " fields are more than the " +
                        std::to_string(kMostSchemaFields) + " that a schema can have",
                    "schema");
    std::set<std::string_view> paths;
    for (const records::Field& field : schema.fields) {
        if (field.path.empty() || isReservedPath(field.path))
            return fail(ErrorCode::InvalidArgument, "'" + field.path + "' cannot be the path of a field",
                        "schema");
        if (field.path.size() > kLongestPath ||
            static_cast<std::size_t>(std::ranges::count(field.path, '.')) >= kMostNames)
            return fail(ErrorCode::InvalidArgument,
                        "the path of a field has more than " + std::to_string(kLongestPath) + " bytes or " +
                            std::to_string(kMostNames) + " names: '" +
                            field.path.substr(0, field.path.find('.')).substr(0, 40) + "…'",
                        "schema");
        if (!paths.insert(field.path).second)
            return fail(ErrorCode::InvalidArgument, "field '" + field.path + "' is there twice", "schema");
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Decoder>> Decoder::create(const DecoderSpec& spec) {
    if (auto sound = checkSchema(spec.schema); !sound)
        return forward(sound);
    if (!spec.masks.empty())
        return MaskingDecoder::make(spec);
    if (std::ranges::any_of(spec.schema.fields, [](const records::Field& of) { return of.length > 0; }))
        return VectorDecoder::make(spec);
    if (!spec.unwrap.empty())
        return EnvelopeDecoder::make(spec);
    if (spec.key)
        return KeyedDecoder::make(spec);
    return payloadDecoder(spec);
}

} // namespace driftwood::decoder
