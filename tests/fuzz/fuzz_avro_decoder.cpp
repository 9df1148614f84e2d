// An Avro decoder accepts any bytes as a payload and any as a schema, and produces one row or one failure;
// what it says of a payload as JSON is JSON.

#include "decoder/decoder.h"
#include "decoder/formats/avro/avro_json.h"
#include "decoder/formats/avro/avro_plan.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

using namespace driftwood;
using records::FieldType;

namespace {

constexpr const char* kSchema = R"({"type":"record","name":"R","fields":[
    {"name":"a","type":"long"},{"name":"b","type":["null","double",{"type":"array","items":["null","R"]}]},
    {"name":"c","type":{"type":"map","values":"bytes"}},{"name":"d","type":{"type":"enum","name":"E","symbols":["X","Y"]}},
    {"name":"e","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
    {"name":"f","type":{"type":"int","logicalType":"date"}},{"name":"g","type":"string"}]})";

void decode(const std::string& schema, std::vector<records::Field> fields, std::string_view payload) {
    decoder::DecoderSpec spec;
    spec.format = decoder::PayloadFormat::Avro;
    spec.schema.fields = std::move(fields);
    spec.schemas = {{"", schema}};
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return;
    broker::RawRecord record;
    record.hasValue = true;
    record.value = payload;
    records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
    std::vector<decoder::DecodeFailure> failures;
    (*decoder)->decode(broker::RawBatch::view({record}), rows, failures);
    if (rows.rows() + failures.size() != 1)
        std::abort();
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i)
        if (rows.column(i).size() != rows.rows())
            std::abort();
}

void writeJson(const std::string& schema, std::string_view payload) {
    const auto parsed = decoder::parseAvroSchema(schema);
    if (!parsed)
        return;
    decoder::AvroInput input(payload);
    std::string json;
    if (decoder::avroToJson(**parsed, 0, input, json) && json.find("NaN") == std::string::npos &&
        json.find("Infinity") == std::string::npos && !nlohmann::json::accept(json))
        std::abort();
}

} // namespace

/// avro-c forgets some hundred bytes of a schema that it refuses because a name is taken; each is parsed
/// once.
extern "C" const char* __lsan_default_suppressions() { return "leak:libavro"; }

/// A line feed in the input ends a schema, and the payload follows; without one all of it is a payload.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t line = all.find('\n');
    if (line != std::string_view::npos && all.front() != '\0') {
        const std::string schema(all.substr(0, line));
        const std::string_view payload = all.substr(line + 1);
        decode(schema, {{"a", FieldType::Float64}, {"value", FieldType::Text}}, payload);
        writeJson(schema, payload);
        if (const auto parsed = decoder::parseAvroSchema(schema))
            if (decoder::avroColumns(**parsed, nullptr, 1000).size() > 1000)
                std::abort();
        return 0;
    }
    decode(kSchema,
           {{"a", FieldType::Int64},
            {"b", FieldType::Text},
            {"b.a", FieldType::Float64},
            {"c", FieldType::Text},
            {"d", FieldType::Text},
            {"e", FieldType::Float64},
            {"f", FieldType::Text},
            {"g", FieldType::Bool}},
           all);
    writeJson(kSchema, all);
    return 0;
}
