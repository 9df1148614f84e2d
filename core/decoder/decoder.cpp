#include "decoder/decoder.h"

#include "decoder/csv_decoder.h"
#include "decoder/field_limits.h"
#include "decoder/field_survey.h"
#include "decoder/json_decoder.h"

#include <algorithm>
#include <array>
#include <set>

namespace driftwood::decoder {
namespace {

constexpr std::array<std::string_view, 2> kNames{"json", "csv"};

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

Status checkCsv(const DecoderSpec& spec) {
    const std::string_view impossible("\"\r\n\0", 4);
    if (impossible.find(spec.csvDelimiter) != std::string_view::npos)
        return fail(ErrorCode::InvalidArgument, "this character cannot separate CSV columns", "csvDelimiter");
    const std::set<std::string_view> names(spec.csvColumns.begin(), spec.csvColumns.end());
    if (names.size() != spec.csvColumns.size())
        return fail(ErrorCode::InvalidArgument, "two CSV columns have the same name", "csvColumns");
    for (const records::Field& field : spec.schema.fields) {
        if (!names.contains(field.path))
            return fail(ErrorCode::InvalidArgument,
                        "field '" + field.path + "' is not one of the CSV columns", "schema",
                        "Name the payload's columns in their order.");
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Decoder>> Decoder::create(const DecoderSpec& spec) {
    if (auto sound = checkSchema(spec.schema); !sound)
        return forward(sound);
    if (spec.format == PayloadFormat::Json)
        return std::make_unique<JsonDecoder>(spec);
    if (auto sound = checkCsv(spec); !sound)
        return forward(sound);
    return std::make_unique<CsvDecoder>(spec);
}

std::string_view formatName(PayloadFormat format) { return kNames[static_cast<std::size_t>(format)]; }

std::optional<PayloadFormat> formatFromName(std::string_view name) {
    const auto it = std::ranges::find(kNames, name);
    if (it == kNames.end())
        return std::nullopt;
    return static_cast<PayloadFormat>(it - kNames.begin());
}

} // namespace driftwood::decoder
