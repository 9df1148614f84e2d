#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/readers.h"

#include <array>

namespace driftwood::broker::rdkafka {
namespace {

constexpr int kOpenTimeoutMs = 10000;
constexpr int kQueueFullWaitMs = 50;
/// Number of records between polls for delivery reports; polling costs more than queueing a record.
constexpr std::int64_t kServeEvery = 256;

/// Delivery reports of one producer. The thread that polls the handle writes it.
class DeliveryLog final : public ClientEvents {
  public:
    static void onReport(rd_kafka_t* handle, const rd_kafka_message_t* message, void* opaque) {
        static_cast<void>(handle);
        static_cast<DeliveryLog*>(static_cast<ClientEvents*>(opaque))->note(*message);
    }

    explicit DeliveryLog(bool keepUndelivered)
        : m_keep(keepUndelivered) {}

    [[nodiscard]] std::int64_t delivered() const { return m_delivered.load(std::memory_order_relaxed); }
    [[nodiscard]] std::vector<Undelivered> takeUndelivered() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_undelivered, {});
    }
    [[nodiscard]] bool keeps() const { return m_keep; }
    void keep(std::uint64_t tag, rd_kafka_resp_err_t code, const std::string& where) {
        const std::lock_guard lock(m_mutex);
        m_undelivered.push_back({tag, deliveryFault(code), clientError(code, rd_kafka_err2str(code), where)});
    }
    [[nodiscard]] std::optional<Error> firstFailure() const {
        const std::lock_guard lock(m_mutex);
        return m_firstFailure;
    }
    std::optional<Error> takeFirstFailure() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_firstFailure, std::nullopt);
    }

  private:
    void note(const rd_kafka_message_t& message) {
        const auto code = codeIn(message.err);
        if (!code) {
            m_delivered.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        if (m_keep) {
            keep(reinterpret_cast<std::uintptr_t>(message._private), message.err,
                 place(rd_kafka_topic_name(message.rkt), message.partition));
            return;
        }
        const std::lock_guard lock(m_mutex);
        if (m_firstFailure)
            return;
        // Not rd_kafka_message_errstr(): for a delivery report it would return the record's payload.
        m_firstFailure = clientError(code, rd_kafka_err2str(code),
                                     place(rd_kafka_topic_name(message.rkt), message.partition));
        m_firstFailure->what = "record was not delivered: " + m_firstFailure->what;
    }

    const bool m_keep;
    mutable std::mutex m_mutex;
    std::atomic<std::int64_t> m_delivered = 0;
    std::vector<Undelivered> m_undelivered;
    std::optional<Error> m_firstFailure;
};

class LogPublisher final : public Publisher {
  public:
    LogPublisher(std::shared_ptr<Client> client, std::shared_ptr<DeliveryLog> deliveries, TopicPtr topic)
        : m_client(std::move(client))
        , m_deliveries(std::move(deliveries))
        , m_topic(std::move(topic)) {}

    [[nodiscard]] Status publish(const OutgoingRecord& record) override {
        if (++m_published % kServeEvery == 0)
            m_client->serveEvents();
        for (;;) {
            if (auto error = m_deliveries->firstFailure())
                return tl::unexpected(std::move(*error));
            const auto code = produce(record);
            if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
                return {};
            if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL && m_deliveries->keeps()) {
                m_deliveries->keep(record.tag, code, rd_kafka_topic_name(m_topic.get()));
                return {};
            }
            if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL)
                return tl::unexpected(clientError(code, {}, rd_kafka_topic_name(m_topic.get())));
            // Bounded: undeliverable records leave the queue after the message timeout.
            rd_kafka_poll(m_client->handle(), kQueueFullWaitMs);
        }
    }

    [[nodiscard]] Status flush(std::chrono::milliseconds timeout) override {
        const auto code = rd_kafka_flush(m_client->handle(), static_cast<int>(timeout.count()));
        if (auto error = m_deliveries->takeFirstFailure())
            return tl::unexpected(std::move(*error));
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return {};
        const auto waiting = rd_kafka_outq_len(m_client->handle());
        const auto trouble = m_deliveries->failure() ? m_deliveries->failure() : m_deliveries->trouble();
        Error error = trouble ? *trouble : clientError(code, {}, {});
        error.what = std::to_string(waiting) + " records are not acknowledged yet: " + error.what;
        error.where = rd_kafka_topic_name(m_topic.get());
        return tl::unexpected(std::move(error));
    }

    [[nodiscard]] std::int64_t delivered() const override { return m_deliveries->delivered(); }

    [[nodiscard]] std::vector<Undelivered> takeUndelivered() override {
        return m_deliveries->takeUndelivered();
    }

  private:
    [[nodiscard]] rd_kafka_resp_err_t produce(const OutgoingRecord& record) {
        std::array<rd_kafka_vu_t, 8> fields{};
        std::size_t count = 0;
        const auto field = [&](rd_kafka_vtype_t type) -> decltype(rd_kafka_vu_t::u)& {
            fields[count].vtype = type;
            return fields[count++].u;
        };
        // An empty key or value needs a non-null pointer: librdkafka treats null as absent.
        const auto bytes = [&](rd_kafka_vtype_t type, std::string_view content) {
            auto& memory = field(type).mem;
            memory.ptr = const_cast<char*>(content.data() == nullptr ? "" : content.data());
            memory.size = content.size();
        };
        field(RD_KAFKA_VTYPE_RKT).rkt = m_topic.get();
        field(RD_KAFKA_VTYPE_PARTITION).i32 =
            record.partition ? record.partition->value : RD_KAFKA_PARTITION_UA;
        field(RD_KAFKA_VTYPE_OPAQUE).ptr = reinterpret_cast<void*>(
            static_cast<std::uintptr_t>(record.tag)); // NOLINT(performance-no-int-to-ptr)
        field(RD_KAFKA_VTYPE_MSGFLAGS).i = RD_KAFKA_MSG_F_COPY;
        if (record.key)
            bytes(RD_KAFKA_VTYPE_KEY, *record.key);
        if (record.value)
            bytes(RD_KAFKA_VTYPE_VALUE, *record.value);
        if (record.timestamp)
            field(RD_KAFKA_VTYPE_TIMESTAMP).i64 = record.timestamp->value;
        rd_kafka_headers_t* headers = headersOf(record);
        if (headers != nullptr)
            field(RD_KAFKA_VTYPE_HEADERS).headers = headers;
        const ErrorPtr error(rd_kafka_produceva(m_client->handle(), fields.data(), count));
        if (!error)
            return RD_KAFKA_RESP_ERR_NO_ERROR;
        if (headers != nullptr)
            rd_kafka_headers_destroy(headers); // librdkafka owns the headers only of a queued record
        return rd_kafka_error_code(error.get());
    }

    [[nodiscard]] static rd_kafka_headers_t* headersOf(const OutgoingRecord& record) {
        if (record.headers.empty())
            return nullptr;
        rd_kafka_headers_t* headers = rd_kafka_headers_new(record.headers.size());
        for (const auto& [name, value] : record.headers)
            rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()),
                                value ? value->data() : nullptr,
                                value ? static_cast<ssize_t>(value->size()) : 0);
        return headers;
    }

    std::shared_ptr<Client> m_client;
    std::shared_ptr<DeliveryLog> m_deliveries;
    TopicPtr m_topic;
    std::int64_t m_published = 0;
};

/// Looks up the topic first: otherwise a record for a missing topic would only fail after the message
/// timeout, or make the broker create the topic.
Status checkTopic(const Client& client, rd_kafka_topic_t* topic) {
    const rd_kafka_metadata_t* raw = nullptr;
    const auto code = rd_kafka_metadata(client.handle(), 0, topic, &raw, kOpenTimeoutMs);
    const MetadataPtr metadata(raw);
    client.serveEvents();
    if (auto failure = client.events().failure())
        return tl::unexpected(std::move(*failure));
    if (code) {
        const auto trouble = client.events().trouble();
        return tl::unexpected(trouble ? *trouble : clientError(code, {}, rd_kafka_topic_name(topic)));
    }
    const auto known =
        metadata->topic_cnt == 1 ? codeIn(metadata->topics[0].err) : RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
    if (known)
        return tl::unexpected(clientError(known, {}, rd_kafka_topic_name(topic)));
    return {};
}

} // namespace

Result<std::unique_ptr<Publisher>> openPublisher(const ConnectionProfile& profile, const TopicName& topic,
                                                 const PublishOptions& options) {
    if (profile.readOnly)
        return fail(ErrorCode::NotAuthorized, "connection is read-only",
                    "connection " + profile.name + ", topic " + topic.value,
                    "Unlock the connection for writing first.");
    auto deliveries = std::make_shared<DeliveryLog>(options.keepUndelivered);
    auto client = Client::open(profile, Client::Kind::Publisher, publisherPurpose(options), deliveries,
                               DeliveryLog::onReport);
    if (!client)
        return forward(client);
    TopicPtr handle(rd_kafka_topic_new((*client)->handle(), topic.value.c_str(), nullptr));
    if (!handle)
        return tl::unexpected(clientError(rd_kafka_last_error(), {}, topic.value));
    if (Status status = checkTopic(**client, handle.get()); !status)
        return forward(status);
    return std::make_unique<LogPublisher>(std::move(*client), std::move(deliveries), std::move(handle));
}

} // namespace driftwood::broker::rdkafka
