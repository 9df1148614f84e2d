#pragma once

#include "decoder/decoder.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::test {

/// Payloads as records of partition 3, offsets from 100, timestamps from 5000; nullopt is a tombstone. The
/// strings must outlive the batch.
inline broker::RawBatch batchOf(const std::vector<std::optional<std::string>>& payloads) {
    std::vector<broker::RawRecord> records;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        broker::RawRecord& record = records.emplace_back();
        record.partition = PartitionId(3);
        record.offset = Offset(100 + static_cast<std::int64_t>(i));
        record.timestamp = TimestampMs(5000 + static_cast<std::int64_t>(i));
        record.hasValue = payloads[i].has_value();
        if (record.hasValue)
            record.value = *payloads[i];
    }
    return broker::RawBatch::view(std::move(records));
}

struct Decoded {
    records::RecordBatch rows;
    std::vector<decoder::DecodeFailure> failures;
};

inline Decoded decodeAll(const decoder::DecoderSpec& spec,
                         const std::vector<std::optional<std::string>>& payloads) {
    Decoded out{records::RecordBatch(std::make_shared<const records::Schema>(spec.schema)), {}};
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        throw std::runtime_error(decoder.error().text());
    (*decoder)->decode(batchOf(payloads), out.rows, out.failures);
    return out;
}

inline decoder::DecoderSpec jsonSpec(std::vector<records::Field> fields) {
    return {decoder::PayloadFormat::Json, {std::move(fields)}};
}

/// A column's values as text, "-" where missing, for comparing many rows at once.
inline std::vector<std::string> texts(const Decoded& decoded, std::string_view path) {
    const records::Column* column = decoded.rows.find(path);
    std::vector<std::string> out;
    for (std::size_t row = 0; row < decoded.rows.rows(); ++row)
        out.push_back(column->valid(row) ? column->asText(row) : "-");
    return out;
}

using Texts = std::vector<std::string>;

} // namespace driftwood::test
