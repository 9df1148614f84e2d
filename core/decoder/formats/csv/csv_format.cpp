#include "base/json_fields.h"
#include "decoder/formats/csv/csv_decoder.h"
#include "decoder/formats/csv/csv_sampler.h"
#include "decoder/formats/format.h"

#include <nlohmann/json.hpp>
#include <set>

namespace driftwood::decoder {
namespace {

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

Result<std::unique_ptr<Decoder>> csvDecoder(const DecoderSpec& spec) {
    if (auto sound = checkCsv(spec); !sound)
        return forward(sound);
    return std::make_unique<CsvDecoder>(spec);
}

void writeCsvOptions(const DecoderSpec& spec, nlohmann::ordered_json& out) {
    out["csvDelimiter"] = std::string(1, spec.csvDelimiter);
    out["csvColumns"] = spec.csvColumns;
}

void readCsvOptions(JsonFields& fields, DecoderSpec& out) {
    std::string delimiter;
    fields.read("csvDelimiter", delimiter);
    fields.require(delimiter.size() == 1, "csvDelimiter", "must be one character");
    out.csvDelimiter = delimiter.empty() ? ',' : delimiter.front();
    fields.read("csvColumns", out.csvColumns);
}

} // namespace

constinit const Format kCsvFormat{
    .format = PayloadFormat::Csv,
    .name = "csv",
    .title = "CSV",
    .payloads = "CSV with comma, semicolon, tab or bar",
    .decoder = csvDecoder,
    .sampler = csvSampler,
    .writeOptions = writeCsvOptions,
    .readOptions = readCsvOptions,
};

} // namespace driftwood::decoder
