// Decoders of CBOR and MessagePack accept any bytes and produce one row or one failure; what they say of a
// payload as JSON is JSON.

#include "decoder/formats/format.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

using namespace driftwood;
using records::FieldType;

namespace {

records::RecordBatch decode(decoder::PayloadFormat format, std::vector<records::Field> fields,
                            std::string_view payload) {
    decoder::DecoderSpec spec;
    spec.format = format;
    spec.schema.fields = std::move(fields);
    records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
    auto decoder = decoder::formatOf(format).decoder(spec);
    if (!decoder)
        std::abort();
    broker::RawRecord record;
    record.hasValue = true;
    record.value = payload;
    std::vector<decoder::DecodeFailure> failures;
    (*decoder)->decode(broker::RawBatch::view({record}), rows, failures);
    if (rows.rows() + failures.size() != 1)
        std::abort();
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i)
        if (rows.column(i).size() != rows.rows())
            std::abort();
    return rows;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view payload(reinterpret_cast<const char*>(data), size);
    for (const auto format : {decoder::PayloadFormat::Cbor, decoder::PayloadFormat::MessagePack}) {
        decode(format,
               {{"a", FieldType::Int64},
                {"b.c", FieldType::Float64},
                {"b", FieldType::Text},
                {"d", FieldType::Bool}},
               payload);
        const records::RecordBatch whole =
            decode(format, {{"", FieldType::Text}, {"a", FieldType::Text}}, payload);
        if (whole.empty())
            continue;
        const std::string json(whole.column(0).text(0));
        const bool isObject = json.starts_with('{');
        if (isObject && json.find("NaN") == std::string::npos && json.find("Infinity") == std::string::npos &&
            !nlohmann::json::accept(json))
            std::abort();
    }
    return 0;
}
