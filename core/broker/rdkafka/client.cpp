#include "broker/rdkafka/client.h"

#include "base/log.h"
#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/reaper.h"
#include "broker/rdkafka/tls_errors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace driftwood::broker::rdkafka {
namespace {

constexpr int kLeadersWaitMs = 1000;
/// A reader's requests are answered after at most fetch.wait.max.ms, which is a tenth of this.
constexpr std::int64_t kSilentUs = 1'100'000;

void onError(rd_kafka_t* handle, int code, const char* reason, void* opaque) {
    auto error = static_cast<rd_kafka_resp_err_t>(code);
    std::array<char, 512> fatal{};
    if (error == RD_KAFKA_RESP_ERR__FATAL) {
        error = rd_kafka_fatal_error(handle, fatal.data(), fatal.size());
        reason = fatal.data();
    }
    static_cast<ClientEvents*>(opaque)->noteError(error, reason);
}

// Everything important is also reported as an error or result; the log is for debugging.
void onLog(const rd_kafka_t* /*handle*/, int /*level*/, const char* facility, const char* text) {
    log::debug(std::string("librdkafka ") + facility + ": " + text);
}

int onStatistics(rd_kafka_t* /*handle*/, char* json, std::size_t length, void* opaque) {
    static_cast<ClientEvents*>(opaque)->noteStatistics({json, length});
    return 0; // tells librdkafka to free the text
}

/// Called for each certificate of the broker's chain with OpenSSL's verdict, which it does not change.
int onCertificate(rd_kafka_t* /*handle*/, const char* /*broker*/, int32_t /*brokerId*/, int* verifyError,
                  int /*depth*/, const char* /*certificate*/, std::size_t /*size*/, char* text,
                  std::size_t textSize, void* opaque) {
    if (*verifyError == 0)
        return 1;
    static_cast<ClientEvents*>(opaque)->noteVerification(*verifyError);
    std::snprintf(text, textSize, "verification error %d", *verifyError);
    return 0;
}

bool hasOwnCertificate(const ConnectionProfile& profile) {
    return !profile.certificateFile.empty() || profile.extra.contains("ssl.certificate.location") ||
           profile.extra.contains("ssl.certificate.pem") || profile.extra.contains("ssl.keystore.location");
}

} // namespace

Error ClientEvents::explained(rd_kafka_resp_err_t code, std::string_view text) const {
    Error error = clientError(code, text, {});
    if (!isRefusal(code, text))
        return error;
    if (text.find("certificate verify failed") != std::string_view::npos && m_verifyError != 0)
        return brokerCertificateError(m_verifyError, std::move(error.where));
    if (auto own = ownCertificateError(text, m_ownCertificate, error.where))
        return std::move(*own);
    return error;
}

bool brokerAnswers(std::string_view statistics) {
    const auto number = [](std::string_view text, std::string_view name) {
        const auto at = text.find(name);
        std::int64_t value = -1;
        if (at != std::string_view::npos)
            std::from_chars(text.data() + at + name.size(), text.data() + text.size(), value);
        return value;
    };
    constexpr std::string_view kNode = R"("nodeid":)";
    bool up = false;
    for (auto at = statistics.find(kNode); at != std::string_view::npos;) {
        const auto next = statistics.find(kNode, at + kNode.size());
        const std::string_view node = statistics.substr(at, next - at);
        at = next;
        if (number(node, kNode) <
            0) // the bootstrap address and the group coordinator, which duplicate a broker
            continue;
        if (node.find(R"("state":"UP")") == std::string_view::npos)
            continue;
        if (number(node, R"("waitresp_cnt":)") > 0 && number(node, R"("rxidle":)") > kSilentUs)
            return false;
        up = true;
    }
    return up;
}

void ClientEvents::noteError(rd_kafka_resp_err_t code, std::string_view text) {
    const bool final =
        isRefusal(code, text) || isTopicMissing(code) || code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED;
    const std::lock_guard lock(m_mutex);
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        m_allDown = true;
        m_troubled = true;
        if (m_trouble)
            return; // an earlier error gives the reason and says more than "all brokers down"
    }
    if (!final) {
        m_trouble = explained(code, text);
        m_troubled = true;
        m_unresolved = code == RD_KAFKA_RESP_ERR__RESOLVE;
    } else if (!m_failure) {
        m_failure = explained(code, text);
        m_failed = true;
    }
}

void ClientEvents::noteStatistics(std::string_view json) { m_connected = brokerAnswers(json); }

std::optional<Error> ClientEvents::failure() const {
    if (!m_failed.load(std::memory_order_acquire))
        return std::nullopt; // called at every fetch: avoids the lock as long as there is no error
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

std::optional<Error> ClientEvents::trouble() const {
    const std::lock_guard lock(m_mutex);
    return m_trouble;
}

void ClientEvents::clearTrouble() {
    if (!m_troubled.load(std::memory_order_acquire))
        return;
    const std::lock_guard lock(m_mutex);
    m_troubled = false;
    m_trouble.reset();
    m_allDown = false;
    m_unresolved = false;
}

Result<std::shared_ptr<Client>> Client::open(const ConnectionProfile& profile, Kind kind,
                                             const Purpose& purpose, std::shared_ptr<ClientEvents> events,
                                             DeliveryReport onDelivery) {
    auto conf = clientConfig(profile, purpose);
    if (!conf)
        return forward(conf);
    rd_kafka_conf_set_opaque(conf->get(), events.get());
    events->noteOwnCertificate(hasOwnCertificate(profile));
    rd_kafka_conf_set_ssl_cert_verify_cb(conf->get(), onCertificate); // refused by a librdkafka without TLS
    rd_kafka_conf_set_error_cb(conf->get(), onError);
    rd_kafka_conf_set_log_cb(conf->get(), onLog);
    rd_kafka_conf_set_stats_cb(conf->get(), onStatistics);
    if (onDelivery != nullptr)
        rd_kafka_conf_set_dr_msg_cb(conf->get(), onDelivery);
    std::array<char, 512> text{};
    rd_kafka_t* handle = rd_kafka_new(kind == Kind::Publisher ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER,
                                      conf->get(), text.data(), text.size());
    if (handle == nullptr)
        return fail(ErrorCode::InvalidArgument,
                    std::string("connection's settings do not work together: ") + text.data(),
                    profile.bootstrapServers, "Check certificate files and extra properties.");
    static_cast<void>(conf->release()); // the handle has taken ownership
    return std::make_shared<Client>(kind, handle, std::move(events));
}

Client::Client(Kind kind, rd_kafka_t* handle, std::shared_ptr<ClientEvents> events)
    : m_kind(kind)
    , m_handle(handle)
    , m_events(std::move(events)) {
    if (kind == Kind::Reader) {
        m_queue.reset(rd_kafka_queue_new(handle));
        const QueuePtr main(rd_kafka_queue_get_main(handle)); // fetching serves callbacks, too
        rd_kafka_queue_forward(main.get(), m_queue.get());
    } else if (kind == Kind::Committer) {
        rd_kafka_poll_set_consumer(handle);
        m_queue.reset(rd_kafka_queue_get_consumer(handle));
    }
}

Client::~Client() {
    endInBackground([kind = m_kind, handle = m_handle, queue = m_queue.release(), topic = m_topic.release(),
                     fetched = std::move(m_fetched), events = std::move(m_events)] {
        if (kind == Kind::Publisher) // records nobody waited for are dropped, not sent late
            rd_kafka_purge(handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        if (kind == Kind::Reader) {
            for (const PartitionId partition : fetched)
                rd_kafka_consume_stop(topic, partition.value);
            const QueuePtr main(rd_kafka_queue_get_main(handle));
            rd_kafka_queue_forward(main.get(), nullptr);
        }
        if (topic != nullptr)
            rd_kafka_topic_destroy(topic);
        if (queue != nullptr)
            rd_kafka_queue_destroy(queue);
        if (kind == Kind::Committer)
            rd_kafka_consumer_close(handle);
        rd_kafka_destroy(handle);
    });
}

rd_kafka_resp_err_t Client::findLeaders(const std::string& topic, PartitionId highest) {
    if (m_topicName != topic || !m_topic) {
        m_topicName = topic;
        m_topic.reset(rd_kafka_topic_new(m_handle, topic.c_str(), nullptr));
        m_hasLeaders = false;
        if (!m_topic)
            return rd_kafka_last_error();
    }
    if (m_hasLeaders)
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    const rd_kafka_metadata_t* raw = nullptr;
    rd_kafka_metadata(m_handle, 0, m_topic.get(), &raw, kLeadersWaitMs);
    const MetadataPtr answer(raw);
    if (!answer || answer->topic_cnt != 1)
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    const auto code = codeIn(answer->topics[0].err);
    if (isTopicMissing(code) || code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
        return code;
    if (highest.value >= answer->topics[0].partition_cnt)
        return RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
    m_hasLeaders = true;
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

rd_kafka_resp_err_t Client::startOne(const Position& position, rd_kafka_queue_t* queue) {
    if (m_kind == Kind::Reader) {
        if (rd_kafka_consume_start_queue(m_topic.get(), position.partition.value, position.offset.value,
                                         queue) != 0)
            return rd_kafka_last_error();
    } else {
        const PartitionListPtr list(rd_kafka_topic_partition_list_new(1));
        rd_kafka_topic_partition_list_add(list.get(), m_topicName.c_str(), position.partition.value)->offset =
            position.offset.value;
        if (const ErrorPtr error(rd_kafka_incremental_assign(m_handle, list.get())); error)
            return rd_kafka_error_code(error.get());
    }
    m_fetched.insert(position.partition);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

rd_kafka_resp_err_t Client::start(const std::string& topic, const std::vector<Position>& positions,
                                  const std::vector<rd_kafka_queue_t*>& queues) {
    if (positions.empty())
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    if (const auto code = findLeaders(topic, std::ranges::max(positions).partition); code)
        return code;
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (const auto code = startOne(positions[i], queues.empty() ? m_queue.get() : queues[i]); code)
            return code;
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

void Client::stop(PartitionId partition) {
    if (m_fetched.erase(partition) == 0)
        return;
    if (m_kind == Kind::Reader) {
        rd_kafka_consume_stop(m_topic.get(), partition.value);
        return;
    }
    const PartitionListPtr list(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(list.get(), m_topicName.c_str(), partition.value);
    // A failure only means that fetched records are discarded.
    const ErrorPtr ignored(rd_kafka_incremental_unassign(m_handle, list.get()));
}

void Client::stop() {
    while (!m_fetched.empty())
        stop(*m_fetched.begin());
    std::array<rd_kafka_message_t*, 256> messages{};
    for (;;) {
        const auto count = rd_kafka_consume_batch_queue(m_queue.get(), 0, messages.data(), messages.size());
        if (count <= 0)
            return;
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
            rd_kafka_message_destroy(messages[i]);
    }
}

} // namespace driftwood::broker::rdkafka
