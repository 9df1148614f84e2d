// A CSV decoder accepts any bytes as one payload and produces one row or one failure.

#include "decoder/decoder.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace driftwood;
using records::FieldType;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const decoder::DecoderSpec spec{decoder::PayloadFormat::Csv,
                                           {{{"d", FieldType::Text},
                                             {"a", FieldType::Int64},
                                             {"b", FieldType::Float64},
                                             {"c", FieldType::Bool}}},
                                           ',',
                                           {"a", "b", "c", "d"}};
    static const auto schema = std::make_shared<const records::Schema>(spec.schema);
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        std::abort();
    broker::RawRecord record;
    record.hasValue = true;
    record.value = {reinterpret_cast<const char*>(data), size};
    records::RecordBatch rows(schema);
    std::vector<decoder::DecodeFailure> failures;
    (*decoder)->decode(broker::RawBatch::view({record}), rows, failures);
    if (rows.rows() + failures.size() != 1 || rows.column(0).size() != rows.rows())
        std::abort();
    return 0;
}
