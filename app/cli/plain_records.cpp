#include "app/cli/plain_records.h"

#include <algorithm>
#include <utility>

namespace driftwood::cli {
namespace {

/// Decompressed bytes of a sample, which is held as a whole: enough to tell formats and schemas.
constexpr std::size_t kMostSampleBytes = std::size_t{64} << 20U;

} // namespace

void PlainRecords::turnTo(std::size_t i) {
    m_at = i;
    m_record = m_records[i];
    unpack(m_record.key, m_key);
    unpack(m_record.value, m_value);
}

void PlainRecords::replace(std::string key, std::string value) {
    m_key.bytes = std::move(key);
    m_value.bytes = std::move(value);
    m_record.key = m_record.hasKey ? m_key.bytes : std::string_view();
    m_record.value = m_record.hasValue ? m_value.bytes : std::string_view();
}

void PlainRecords::unpack(std::string_view& payload, PlainPayload& into) {
    into.problem.clear();
    into.bytes.clear();
    into.compression = decoder::compressionOf(payload);
    if (!into.compression)
        return;
    if (Status done = m_unpacker.unpack(*into.compression, payload, into.bytes); !done)
        into.problem = std::move(done.error().what);
    else
        payload = into.bytes;
}

PlainSample::PlainSample(const broker::RawBatchList& records, std::size_t most) {
    const std::size_t count = std::min(records.size(), most);
    m_bytes.reserve(2 * count); // views of them stay where they are
    std::vector<broker::RawRecord> taken;
    std::vector<broker::Headers> headers;
    PlainRecords plain(records);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < count && bytes < kMostSampleBytes; ++i) {
        plain.turnTo(i);
        broker::RawRecord& record = taken.emplace_back(plain.record());
        headers.push_back(plain.headers());
        const auto keep = [&](const PlainPayload& payload, std::string_view& view) {
            if (!payload.compression || !payload.problem.empty())
                return;
            view = m_bytes.emplace_back(payload.bytes);
            bytes += view.size();
        };
        keep(plain.key(), record.key);
        keep(plain.value(), record.value);
    }
    m_batch = broker::RawBatch::view(std::move(taken), std::move(headers));
}

} // namespace driftwood::cli
