// A Protobuf decoder accepts any bytes as a payload and any as a schema, and produces one row or one failure;
// what it says of a payload as JSON is JSON.

#include "decoder/formats/format.h"
#include "decoder/formats/protobuf/protobuf_plan.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

using namespace driftwood;
using records::FieldType;

namespace {

constexpr const char* kSchema = R"(syntax = "proto3";
import "google/protobuf/timestamp.proto"; import "google/protobuf/duration.proto";
import "google/protobuf/struct.proto"; import "google/protobuf/wrappers.proto";
message M {
  int64 a = 1; optional double b = 2; repeated sint32 c = 3; map<string, M> d = 4; M e = 5; string f = 6;
  oneof g { bytes h = 7; M i = 8; bool j = 9; }
  google.protobuf.Timestamp k = 10; google.protobuf.Duration l = 11; google.protobuf.Struct m = 12;
  google.protobuf.UInt64Value n = 13; enum E { X = 0; Y = 1; } E o = 14; repeated fixed32 p = 15 [packed = false];
})";
constexpr const char* kLegacy =
    R"(syntax = "proto2"; message M { required int32 a = 1; optional group B = 2 { repeated
group C = 3 { optional float x = 4 [default = 1.5]; } } extensions 100 to 200; })";

void decode(const std::string& schema, std::vector<records::Field> fields, std::string_view payload) {
    decoder::DecoderSpec spec;
    spec.format = decoder::PayloadFormat::Protobuf;
    spec.schema.fields = std::move(fields);
    spec.schemas = {{"", schema}};
    auto decoder = decoder::formatOf(spec.format).decoder(spec);
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
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i) {
        const records::Column& column = rows.column(i);
        if (column.size() != rows.rows())
            std::abort();
        if (!spec.schema.fields[i].path.empty() || rows.empty())
            continue;
        const std::string_view json = column.text(0);
        if (json.find("NaN") == std::string_view::npos && json.find("Infinity") == std::string_view::npos &&
            !nlohmann::json::accept(json))
            std::abort();
    }
}

} // namespace

/// A zero byte in the input ends a schema, and the payload follows; without one all of it is a payload.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t end = all.find('\0');
    if (size > 0 && all.front() >= 'a' && end != std::string_view::npos) {
        const std::string schema(all.substr(0, end));
        const std::string_view payload = all.substr(end + 1);
        decode(schema, {{"", FieldType::Text}, {"a", FieldType::Float64}}, payload);
        if (const auto parsed = decoder::parseProtobufSchema(schema))
            if (decoder::protobufColumns(**parsed, (*parsed)->root, nullptr, 1000).size() > 1000)
                std::abort();
        return 0;
    }
    decode(kSchema,
           {{"", FieldType::Text},
            {"a", FieldType::Int64},
            {"b", FieldType::Float64},
            {"c", FieldType::Text},
            {"d", FieldType::Text},
            {"e", FieldType::Text},
            {"e.e.a", FieldType::Text},
            {"f", FieldType::Bool},
            {"h", FieldType::Text},
            {"i.f", FieldType::Text},
            {"j", FieldType::Bool},
            {"k", FieldType::Int64},
            {"l", FieldType::Float64},
            {"m", FieldType::Text},
            {"n", FieldType::Int64},
            {"o", FieldType::Text},
            {"p", FieldType::Text}},
           all);
    decode(kLegacy, {{"", FieldType::Text}, {"b", FieldType::Text}, {"b.c", FieldType::Text}}, all);
    return 0;
}
