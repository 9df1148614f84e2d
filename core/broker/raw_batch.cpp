#include "broker/raw_batch.h"

#include "broker/rdkafka/fetch.h"

#include <algorithm>

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

std::optional<std::string_view> RawBatch::header(std::size_t index, const char* name) const {
    if (m_headersOf)
        return m_headersOf->header(index, name);
    if (index < m_headers.size()) {
        const Headers& all = m_headers[index];
        const auto found =
            std::find_if(all.rbegin(), all.rend(), [&](const auto& one) { return one.first == name; });
        return found == all.rend() || !found->second ? std::nullopt
                                                     : std::optional<std::string_view>(*found->second);
    }
    rd_kafka_headers_t* headers = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    if (!m_messages ||
        rd_kafka_message_headers(m_messages->messages[index], &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        value == nullptr)
        return std::nullopt;
    return std::string_view(static_cast<const char*>(value), size);
}

} // namespace driftwood::broker
