#include "broker/rdkafka/client_config.h"

#include "broker/profile/allowed_properties.h"

#include <algorithm>
#include <array>

namespace driftwood::broker::rdkafka {
namespace {

constexpr std::size_t kQueueKb = 16384;      ///< of a bulk reader
constexpr std::size_t kMostFetchedKb = 1024; ///< of a partition at once; librdkafka's own limit

// Shorter than librdkafka's own limits of 30 to 60 s, so that failures are noticed soon.
const Properties kCommon{
    {"client.id", "driftwood"},
    {"enable.metrics.push", "false"},
    {"log_level", "4"},
    {"socket.timeout.ms", "10000"},
    {"socket.connection.setup.timeout.ms", "5000"},
    {"socket.keepalive.enable", "true"},
    {"socket.nagle.disable", "true"},
    {"reconnect.backoff.max.ms", "2000"},
    {"topic.metadata.propagation.max.ms", "5000"},
};

constexpr std::array<std::string_view, 3> kSecret{"ssl.key.password", "ssl.keystore.password", "ssl.key.pem"};

template <class List>
bool listed(const List& list, std::string_view key) {
    return std::find(list.begin(), list.end(), key) != list.end();
}

Status set(rd_kafka_conf_t* conf, const std::string& key, const std::string& value) {
    std::array<char, 512> text{};
    switch (rd_kafka_conf_set(conf, key.c_str(), value.c_str(), text.data(), text.size())) {
    case RD_KAFKA_CONF_OK:
        return {};
    case RD_KAFKA_CONF_UNKNOWN:
        return fail(ErrorCode::InvalidArgument, "librdkafka has no such property", key,
                    "Check the spelling; properties of Kafka's Java clients often have another name here.");
    default:
        break;
    }
    // librdkafka quotes the value in its text, so the text of a secret property must not be passed on.
    const bool secret = listed(kSecret, key) || key == "sasl.password";
    return fail(ErrorCode::InvalidArgument,
                secret ? "librdkafka does not accept the value of a secret property" : text.data(), key,
                "Correct the value, or remove the property from the connection.");
}

Status setAll(rd_kafka_conf_t* conf, const Properties& properties) {
    for (const auto& [key, value] : properties)
        if (Status status = set(conf, key, value); !status)
            return status;
    return {};
}

Result<Properties> securityProperties(const ConnectionProfile& profile) {
    Properties properties{{"security.protocol", std::string(securityName(profile.security))}};
    if (profile.security == Security::SaslPlaintext || profile.security == Security::SaslTls) {
        auto password = resolvePassword(profile);
        if (!password)
            return forward(password);
        properties.emplace_back("sasl.mechanisms", std::string(mechanismName(profile.mechanism)));
        properties.emplace_back("sasl.username", profile.username);
        properties.emplace_back("sasl.password", std::move(*password));
    }
    if (profile.security == Security::Tls || profile.security == Security::SaslTls) {
        if (!profile.caFile.empty())
            properties.emplace_back("ssl.ca.location", profile.caFile);
        if (!profile.certificateFile.empty())
            properties.emplace_back("ssl.certificate.location", profile.certificateFile);
        if (!profile.keyFile.empty())
            properties.emplace_back("ssl.key.location", profile.keyFile);
    }
    return properties;
}

Status setExtra(rd_kafka_conf_t* conf, const ConnectionProfile& profile) {
    for (const auto& [key, value] : profile.extra) {
        Status status;
        if (listed(kSecret, key)) {
            auto secret = resolveSecret(value);
            if (!secret) {
                if (secret.error().where.empty())
                    secret.error().where = key;
                return forward(secret);
            }
            status = set(conf, key, *secret);
        } else {
            status = set(conf, key, value);
        }
        if (!status)
            return status;
    }
    return {};
}

} // namespace

void divideQueue(Purpose& purpose, std::size_t partitions) {
    constexpr std::size_t kLeastKb = 128; // a fetch of a partition may be larger, and then comes alone
    const std::size_t kb = std::max(kLeastKb, kQueueKb / std::max<std::size_t>(partitions, 1));
    purpose.tuning.emplace_back("queued.max.messages.kbytes", std::to_string(kb));
    purpose.tuning.emplace_back("fetch.message.max.bytes",
                                std::to_string(std::min(kb, kMostFetchedKb) * 1024));
}

Purpose queryPurpose(Isolation isolation) {
    return {
        {},
        {{"allow.auto.create.topics", "false"},
         {"isolation.level", isolation == Isolation::ReadCommitted ? "read_committed" : "read_uncommitted"}}};
}

Purpose readerPurpose(ReaderKind kind, Isolation isolation, const std::string& group) {
    Purpose purpose = queryPurpose(isolation);
    if (!group.empty())
        purpose.rules.emplace_back("group.id", group);
    purpose.rules.insert(purpose.rules.end(), {
                                                  {"enable.auto.commit", "false"},
                                                  {"enable.auto.offset.store", "false"},
                                                  {"auto.offset.reset", "error"},
                                                  {"enable.partition.eof", "true"},
                                                  {"check.crcs", "true"},
                                              });
    purpose.tuning = {{"fetch.error.backoff.ms", "100"}};
    if (kind == ReaderKind::Interactive) {
        purpose.tuning.insert(purpose.tuning.end(), {{"queued.min.messages", "100"},
                                                     {"queued.max.messages.kbytes", "1024"},
                                                     {"fetch.message.max.bytes", "65536"},
                                                     {"fetch.wait.max.ms", "20"}});
    } else {
        // When the local queue is full, the broker thread sleeps for fetch.queue.backoff.ms (1 s by default);
        // a shorter time lets a modest queue keep up with any decoder.
        purpose.tuning.insert(purpose.tuning.end(), {{"queued.min.messages", "1000000"},
                                                     {"queued.max.messages.kbytes", std::to_string(kQueueKb)},
                                                     {"fetch.wait.max.ms", "100"}});
    }
    purpose.tuning.emplace_back("fetch.queue.backoff.ms", "5");
    if (kind == ReaderKind::Tail) // the only way to learn that an idle connection is back
        purpose.tuning.emplace_back("statistics.interval.ms", "500");
    return purpose;
}

Purpose publisherPurpose(const PublishOptions& options) {
    return {{{"compression.type", options.compression},
             {"linger.ms", std::to_string(options.linger.count())},
             {"message.timeout.ms", std::to_string(options.messageTimeout.count())},
             {"message.max.bytes", "50000000"}}, // the topic decides what is too large
            {{"enable.idempotence", "true"},
             {"partitioner", "murmur2_random"},
             {"allow.auto.create.topics", "false"}}};
}

Result<ConfPtr> clientConfig(const ConnectionProfile& profile, const Purpose& purpose) {
    if (profile.bootstrapServers.empty())
        return fail(ErrorCode::InvalidArgument, "connection has no bootstrap servers",
                    "connection " + profile.name, "Give at least one host:port.");
    ConfPtr conf(rd_kafka_conf_new());
    if (Status servers = checkServers(profile.bootstrapServers); !servers)
        return forward(servers);
    if (Status properties = checkProperties(profile); !properties)
        return forward(properties);
    auto security = securityProperties(profile);
    if (!security)
        return forward(security);
    const Properties address{{"bootstrap.servers", profile.bootstrapServers}};
    const std::array<const Properties*, 4> layers{&kCommon, &address, &*security, &purpose.tuning};
    for (const Properties* properties : layers)
        if (Status status = setAll(conf.get(), *properties); !status)
            return forward(status);
    if (Status status = setExtra(conf.get(), profile); !status)
        return forward(status);
    if (Status status = setAll(conf.get(), purpose.rules); !status)
        return forward(status);
    return conf;
}

} // namespace driftwood::broker::rdkafka
