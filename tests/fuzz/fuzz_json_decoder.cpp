// A JSON decoder accepts any bytes as payloads. Its result for a payload must not depend on neighbouring
// payloads, nor on whether it was parsed in place or indexed: the input, split at line ends, is decoded in
// one batch, record by record, and each record behind one that forces it to be indexed.

#include "decoder/decoder.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace driftwood;
using records::FieldType;

namespace {

std::vector<broker::RawRecord> cut(std::string_view input) {
    std::vector<broker::RawRecord> records;
    while (!input.empty()) {
        const auto end = std::min(input.find('\n'), input.size());
        broker::RawRecord record;
        record.offset = Offset(static_cast<std::int64_t>(records.size()));
        record.hasValue = true;
        record.value = input.substr(0, end);
        records.push_back(record);
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    return records;
}

struct Decoded {
    records::RecordBatch rows;
    std::vector<decoder::DecodeFailure> failures;
};

void require(bool holds) {
    if (!holds)
        std::abort();
}

bool sameRow(const Decoded& a, std::size_t rowA, const Decoded& b, std::size_t rowB) {
    for (std::size_t i = 0; i < a.rows.schema().fields.size(); ++i) {
        if (a.rows.column(i).valid(rowA) != b.rows.column(i).valid(rowB) ||
            a.rows.column(i).asText(rowA) != b.rows.column(i).asText(rowB))
            return false;
    }
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const decoder::DecoderSpec spec{decoder::PayloadFormat::Json,
                                           {{{"id", FieldType::Int64},
                                             {"value", FieldType::Float64},
                                             {"sensor.name", FieldType::Text},
                                             {"sensor.ok", FieldType::Bool},
                                             {"list", FieldType::Text}}}};
    static const auto schema = std::make_shared<const records::Schema>(spec.schema);
    const auto decode = [&](std::vector<broker::RawRecord> payloads) {
        auto decoder = decoder::Decoder::create(spec);
        require(decoder.has_value());
        Decoded decoded{records::RecordBatch(schema), {}};
        (*decoder)->decode(broker::RawBatch::view(std::move(payloads)), decoded.rows, decoded.failures);
        return decoded;
    };
    const auto payloads = cut({reinterpret_cast<const char*>(data), size});
    const Decoded together = decode(payloads);
    require(together.rows.rows() + together.failures.size() == payloads.size());

    broker::RawRecord notPlain;
    notPlain.hasValue = true;
    notPlain.value = "[]";
    std::size_t row = 0;
    std::size_t failure = 0;
    for (const broker::RawRecord& payload : payloads) {
        const Decoded alone = decode({payload});
        const Decoded indexed = decode({notPlain, payload});
        if (alone.rows.rows() == 1) {
            require(row < together.rows.rows() && together.rows.position(row) == alone.rows.position(0));
            require(sameRow(together, row++, alone, 0));
            require(indexed.rows.rows() == 1 && sameRow(indexed, 0, alone, 0));
        } else {
            require(alone.failures.size() == 1 && failure < together.failures.size());
            require(together.failures[failure].position == alone.failures[0].position);
            require(together.failures[failure++].reason == alone.failures[0].reason);
            require(indexed.failures.size() == 2 && indexed.failures[1].reason == alone.failures[0].reason);
        }
    }
    return 0;
}
