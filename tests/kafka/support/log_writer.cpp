#include "kafka/support/log_writer.h"

#include "kafka/support/rdkafka_client.h"

#include <algorithm>

namespace driftwood::test {
namespace {

constexpr int kTimeoutMs = 30000;

} // namespace

struct LogWriter::Client {
    std::vector<WrittenRecord> acknowledged;
    rd_kafka_resp_err_t failure = RD_KAFKA_RESP_ERR_NO_ERROR;
    ClientHandle handle; // last: destroyed before what its callback writes to

    static void onDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
        auto* client = static_cast<Client*>(opaque);
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            client->failure = message->err;
            return;
        }
        WrittenRecord record{{PartitionId(message->partition), Offset(message->offset)},
                             TimestampMs(rd_kafka_message_timestamp(message, nullptr)),
                             {static_cast<const char*>(message->key), message->key_len},
                             std::nullopt};
        if (message->payload != nullptr)
            record.value.emplace(static_cast<const char*>(message->payload), message->len);
        client->acknowledged.push_back(std::move(record));
    }
};

LogWriter::LogWriter(const std::string& bootstrap, const std::string& transactionalId)
    : m_client(std::make_unique<Client>()) {
    std::map<std::string, std::string> settings{
        {"bootstrap.servers", bootstrap},
        {"enable.idempotence", "true"},
        {"linger.ms", "2"},
        {"retry.backoff.ms", "5"},
        {"log_level", "3"},
    };
    if (!transactionalId.empty()) {
        settings["transactional.id"] = transactionalId;
        settings["transaction.timeout.ms"] = "60000";
    }
    m_client->handle = makeClient(RD_KAFKA_PRODUCER, settings, m_client.get(), &Client::onDelivery);
    if (!transactionalId.empty())
        if (auto ready =
                asStatus(rd_kafka_init_transactions(m_client->handle.get(), kTimeoutMs), "init transactions");
            !ready)
            throw std::runtime_error(ready.error().text());
}

LogWriter::~LogWriter() = default;

Status LogWriter::write(const std::string& topic, int partition, TimestampMs timestamp,
                        const std::string& key, const std::optional<std::string>& value) {
    void* payload = value ? const_cast<char*>(value->data()) : nullptr;
    const std::size_t size = value ? value->size() : 0;
    for (;;) {
        const rd_kafka_resp_err_t queued = rd_kafka_producev(
            m_client->handle.get(), RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(partition),
            RD_KAFKA_V_TIMESTAMP(timestamp.value), RD_KAFKA_V_KEY(key.data(), key.size()),
            RD_KAFKA_V_VALUE(payload, size), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
        if (queued != RD_KAFKA_RESP_ERR__QUEUE_FULL)
            return asStatus(queued, "produce");
        rd_kafka_poll(m_client->handle.get(), 100);
    }
}

Status LogWriter::flush() {
    if (auto flushed = asStatus(rd_kafka_flush(m_client->handle.get(), kTimeoutMs), "flush"); !flushed)
        return flushed;
    return asStatus(m_client->failure, "delivery");
}

Status LogWriter::begin() {
    return asStatus(rd_kafka_begin_transaction(m_client->handle.get()), "begin transaction");
}

Status LogWriter::commit() {
    return asStatus(rd_kafka_commit_transaction(m_client->handle.get(), kTimeoutMs), "commit transaction");
}

Status LogWriter::abort() {
    return asStatus(rd_kafka_abort_transaction(m_client->handle.get(), kTimeoutMs), "abort transaction");
}

std::vector<WrittenRecord> LogWriter::acknowledged() const {
    auto sorted = m_client->acknowledged;
    std::ranges::sort(sorted, {}, &WrittenRecord::position);
    return sorted;
}

} // namespace driftwood::test
