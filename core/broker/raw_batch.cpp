#include "broker/raw_batch.h"

#include "broker/rdkafka/fetch.h"

namespace driftwood::broker {

RawBatch::RawBatch() = default;
RawBatch::~RawBatch() = default;
RawBatch::RawBatch(RawBatch&&) noexcept = default;
RawBatch& RawBatch::operator=(RawBatch&&) noexcept = default;

RawBatch::RawBatch(std::unique_ptr<Messages> messages, std::vector<RawRecord> records)
    : m_messages(std::move(messages))
    , m_records(std::move(records)) {}

RawBatch RawBatch::view(std::vector<RawRecord> records, std::vector<Headers> headers) {
    RawBatch batch(nullptr, std::move(records));
    batch.m_headers = std::move(headers);
    return batch;
}

RawBatch RawBatch::keysAsValues() const {
    RawBatch keys(nullptr, m_records);
    for (RawRecord& record : keys.m_records) {
        record.hasValue = record.hasKey;
        record.value = record.key;
    }
    keys.m_headersOf = this;
    return keys;
}

Headers RawBatch::headers(std::size_t index) const {
    if (m_headersOf)
        return m_headersOf->headers(index);
    if (index < m_headers.size())
        return m_headers[index];
    Headers result;
    rd_kafka_headers_t* headers = nullptr;
    if (!m_messages ||
        rd_kafka_message_headers(m_messages->messages[index], &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return result;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        result.emplace_back(name, value == nullptr
                                      ? std::nullopt
                                      : std::optional(std::string(static_cast<const char*>(value), size)));
    return result;
}

} // namespace driftwood::broker
