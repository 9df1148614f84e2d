#include "broker/rdkafka/fetch.h"

#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client_errors.h"

namespace driftwood::broker::rdkafka {
namespace {

constexpr int kWatermarkWaitMs = 2000;

std::string_view bytes(const void* data, std::size_t length) {
    return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), length);
}

/// Tells on which side of the log the offset lies. Called only after a failed read, so it may take a while.
Error rangeGone(const Client& client, const std::string& topic, const rd_kafka_message_t& message) {
    std::int64_t low = 0;
    std::int64_t high = 0;
    const bool known =
        rd_kafka_query_watermark_offsets(client.handle(), topic.c_str(), message.partition, &low, &high,
                                         kWatermarkWaitMs) == RD_KAFKA_RESP_ERR_NO_ERROR;
    Error error = clientError(message.err, rd_kafka_message_errstr(&message),
                              place(topic, message.partition, message.offset));
    if (known && message.offset < low)
        error.what = "records are no longer in the log, which now begins at offset " + std::to_string(low);
    else if (known && message.offset > high)
        error.what = "offset lies beyond the log, which ends at offset " + std::to_string(high);
    return error;
}

} // namespace

Messages::~Messages() {
    for (rd_kafka_message_t* message : messages)
        rd_kafka_message_destroy(message);
}

Headers Messages::headers(std::size_t index) const {
    Headers result;
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(messages[index], &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
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

std::optional<std::string_view> Messages::header(std::size_t index, const char* name) const {
    rd_kafka_headers_t* headers = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    if (rd_kafka_message_headers(messages[index], &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        value == nullptr)
        return std::nullopt;
    return std::string_view(static_cast<const char*>(value), size);
}

BatchBuilder::BatchBuilder(std::shared_ptr<Client> client, std::size_t capacity)
    : m_messages(std::make_unique<Messages>(std::move(client))) {
    m_messages->messages.reserve(capacity);
    m_records.reserve(capacity);
}

void BatchBuilder::add(rd_kafka_message_t* message) {
    m_messages->messages.push_back(message);
    rd_kafka_timestamp_type_t type{};
    m_records.push_back({
        .partition = PartitionId(message->partition),
        .offset = Offset(message->offset),
        .timestamp = TimestampMs(rd_kafka_message_timestamp(message, &type)),
        .hasKey = message->key != nullptr,
        .hasValue = message->payload != nullptr,
        .key = bytes(message->key, message->key_len),
        .value = bytes(message->payload, message->len),
    });
}

std::span<rd_kafka_message_t*> fetch(rd_kafka_queue_t* queue, std::chrono::milliseconds wait,
                                     std::span<rd_kafka_message_t*> room) {
    auto count = rd_kafka_consume_batch_queue(queue, static_cast<int>(wait.count()), room.data(), 1);
    if (count == 1 && room.size() > 1) {
        const auto more = rd_kafka_consume_batch_queue(queue, 0, room.data() + 1, room.size() - 1);
        count += more > 0 ? more : 0;
    }
    const auto messages = room.first(count > 0 ? static_cast<std::size_t>(count) : 0);
    for (rd_kafka_message_t* message : messages)
        message->err = codeIn(message->err);
    return messages;
}

Error asReadError(Error error, const std::string& topic) {
    if (error.code == ErrorCode::NotFound) {
        error.code = ErrorCode::TopicGone;
        error.what = "topic or partition is not there (any more)";
        error.hint = "It was deleted, or never existed: list the topics of this connection.";
    }
    if (error.where.empty() || error.code == ErrorCode::TopicGone)
        error.where = topic;
    return error;
}

std::optional<Error> readError(const Client& client, const std::string& topic,
                               const rd_kafka_message_t& message) {
    const std::string where = place(topic, message.partition);
    switch (message.err) {
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        return rangeGone(client, topic, message);
    case RD_KAFKA_RESP_ERR__BAD_MSG: // here it is a record batch that cannot be read
    case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
        return clientError(RD_KAFKA_RESP_ERR_INVALID_MSG, rd_kafka_message_errstr(&message),
                           place(topic, message.partition, message.offset));
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return clientError(message.err, rd_kafka_message_errstr(&message), where);
    case RD_KAFKA_RESP_ERR__FATAL: {
        return clientError(rd_kafka_fatal_error(client.handle(), nullptr, 0),
                           rd_kafka_message_errstr(&message), where);
    }
    default:
        break;
    }
    if (isTopicMissing(message.err))
        return asReadError(clientError(message.err, rd_kafka_message_errstr(&message), where), where);
    client.events().noteError(message.err, rd_kafka_message_errstr(&message));
    return std::nullopt;
}

} // namespace driftwood::broker::rdkafka
