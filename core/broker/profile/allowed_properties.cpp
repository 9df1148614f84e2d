#include "broker/profile/allowed_properties.h"

#include "base/text_values.h"
#include "base/whole_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>

namespace driftwood::broker {
namespace {

/// The librdkafka properties that a connection may set: limits, times, sizes, names of files to read.
constexpr std::string_view kAllowed[] = {
    // client identity and broker discovery
    "client.id",
    "client.rack",
    "client.dns.lookup",
    "broker.address.family",
    "broker.address.ttl",
    "metadata.recovery.strategy",
    "metadata.recovery.rebootstrap.trigger.ms",
    "enable.sparse.connections",
    // old brokers
    "api.version.request",
    "api.version.request.timeout.ms",
    "api.version.fallback.ms",
    "broker.version.fallback",
    // connections
    "socket.timeout.ms",
    "socket.blocking.max.ms",
    "socket.send.buffer.bytes",
    "socket.receive.buffer.bytes",
    "socket.keepalive.enable",
    "socket.nagle.disable",
    "socket.max.fails",
    "socket.connection.setup.timeout.ms",
    "connections.max.idle.ms",
    "reconnect.backoff.ms",
    "reconnect.backoff.max.ms",
    "reconnect.backoff.jitter.ms",
    "retry.backoff.ms",
    "retry.backoff.max.ms",
    "request.timeout.ms",
    // metadata
    "metadata.request.timeout.ms",
    "metadata.max.age.ms",
    "topic.metadata.refresh.interval.ms",
    "topic.metadata.refresh.fast.interval.ms",
    "topic.metadata.refresh.fast.cnt",
    "topic.metadata.refresh.sparse",
    "topic.metadata.propagation.max.ms",
    "topic.blacklist",
    // sizes
    "message.max.bytes",
    "message.copy.max.bytes",
    "receive.message.max.bytes",
    "max.in.flight",
    "max.in.flight.requests.per.connection",
    // TLS: paths are read, never executed
    "ssl.ca.location",
    "ssl.ca.pem",
    "ssl.certificate.location",
    "ssl.certificate.pem",
    "ssl.key.location",
    "ssl.key.pem",
    "ssl.key.password",
    "ssl.keystore.location",
    "ssl.keystore.password",
    "ssl.crl.location",
    "ssl.cipher.suites",
    "ssl.curves.list",
    "ssl.sigalgs.list",
    "ssl.endpoint.identification.algorithm",
    "enable.ssl.certificate.verification",
    // reading
    "fetch.wait.max.ms",
    "fetch.min.bytes",
    "fetch.max.bytes",
    "fetch.message.max.bytes",
    "max.partition.fetch.bytes",
    "fetch.error.backoff.ms",
    "fetch.queue.backoff.ms",
    "queued.min.messages",
    "queued.max.messages.kbytes",
    "session.timeout.ms",
    "heartbeat.interval.ms",
    "max.poll.interval.ms",
    "coordinator.query.interval.ms",
    // writing
    "linger.ms",
    "queue.buffering.max.ms",
    "queue.buffering.max.messages",
    "queue.buffering.max.kbytes",
    "queue.buffering.backpressure.threshold",
    "batch.size",
    "batch.num.messages",
    "compression.type",
    "compression.codec",
    "compression.level",
    "delivery.timeout.ms",
    "message.timeout.ms",
    "message.send.max.retries",
    "retries",
    "sticky.partitioning.linger.ms",
    "transaction.timeout.ms",
    // logging and statistics
    "log_level",
    "log.connection.close",
    "statistics.interval.ms",
};

/// Set from the profile's own fields,
/// or required for "looking never disturbs" and "a range ends where it was frozen".
constexpr std::string_view kOurs[] = {
    "bootstrap.servers",
    "metadata.broker.list",
    "security.protocol",
    "sasl.mechanism",
    "sasl.mechanisms",
    "sasl.username",
    "sasl.password",
    "sasl.jaas.config",
    "group.id",
    "group.instance.id",
    "group.protocol",
    "group.remote.assignor",
    "enable.auto.commit",
    "auto.commit.enable",
    "enable.auto.offset.store",
    "auto.commit.interval.ms",
    "auto.offset.reset",
    "enable.partition.eof",
    "isolation.level",
    "allow.auto.create.topics",
    "check.crcs",
    "enable.idempotence",
    "enable.gapless.guarantee",
    "transactional.id",
    "partitioner",
    "acks",
    "request.required.acks",
    "enable.metrics.push",
    "delivery.report.only.error",
};

struct Refusal {
    std::string_view begin; ///< prefix of the names that match
    std::string_view end;
    std::string_view why;
};

constexpr std::string_view kRunsCode =
    "It makes the program load a library or run a command, which a connection may not do.";
constexpr std::string_view kOtherLogIn = "It belongs to a log-in mechanism that is not supported. PLAIN, "
                                         "SCRAM-SHA-256 and SCRAM-SHA-512 are supported.";

/// The first match gives the reason; empty parts match every name.
constexpr Refusal kRefusals[] = {
    {"plugin.", "", kRunsCode},
    {"ssl.engine.", "", kRunsCode},
    {"ssl_engine_", "", kRunsCode},
    {"ssl.provider", "", kRunsCode}, // OpenSSL's name in librdkafka, a class name in Java
    {"security.providers", "", kRunsCode},
    {"sasl.kerberos.kinit.cmd", "", kRunsCode},
    {"", ".class", kRunsCode}, // class names of Java's clients
    {"", ".classes", kRunsCode},
    {"", ".reporters", kRunsCode},
    {"interceptor", "", kRunsCode},
    {"", "_cb", "Only a program can set it, not a connection."},
    {"opaque", "", "Only a program can set it, not a connection."},
    {"default_topic_conf", "", "Only a program can set it, not a connection."},
    {"sasl.kerberos.", "", kOtherLogIn},
    {"sasl.oauthbearer.", "", kOtherLogIn},
    {"enable.sasl.oauthbearer.", "", kOtherLogIn},
    {"sasl.login.", "", kOtherLogIn},
    {"https.", "", kOtherLogIn},
    {"debug", "", "It logs the connection's traffic. --verbose shows what librdkafka reports."},
    {"log.", "", "Driftwood decides where messages go."},
    {"offset.store.", "", "It writes files. Offsets are kept only by the consumer group."},
    {"test.", "", "It replaces the cluster with librdkafka's mock cluster for tests."},
    {"ssl.truststore.", "", "It names a Java key store. Name a PEM file instead."},
};

constexpr std::int64_t kLastPort = 65535;

/// The text after the host's colon, if any. An IPv6 address contains colons itself, and has a port only after
/// its brackets.
std::optional<std::string> portOf(std::string_view server) {
    if (const auto scheme = server.find("://"); scheme != std::string_view::npos)
        server.remove_prefix(scheme + 3);
    const auto colon = server.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view host = server.substr(0, colon);
    if (host.find(':') != std::string_view::npos && !host.ends_with(']'))
        return std::nullopt;
    return std::string(server.substr(colon + 1));
}

bool listed(const auto& list, std::string_view name) {
    return std::ranges::find(list, name) != std::end(list);
}

} // namespace

std::string whyPropertyIsRefused(std::string_view name) {
    if (listed(kAllowed, name))
        return {};
    if (listed(kOurs, name))
        return "Driftwood sets it itself, from the connection's own fields or because reading without side "
               "effects depends on it.";
    for (const Refusal& refusal : kRefusals)
        if (name.starts_with(refusal.begin) && name.ends_with(refusal.end))
            return std::string(refusal.why);
    return "It is not a librdkafka property that a connection may have. Check the spelling; properties of "
           "Kafka's Java clients often have another name here.";
}

Status checkProperties(const ConnectionProfile& profile) {
    for (const auto& [name, value] : profile.extra)
        if (std::string why = whyPropertyIsRefused(name); !why.empty())
            return fail(ErrorCode::InvalidArgument,
                        "property cannot be set in a connection: " + std::move(why), name,
                        "Remove it from the connection.");
    return {};
}

bool isSecretProperty(std::string_view name) {
    return name.find("password") != std::string_view::npos || name.find("secret") != std::string_view::npos ||
           name == "ssl.key.pem" || name == "sasl.oauthbearer.config";
}

Status checkServers(std::string_view bootstrapServers) {
    // The text is not repeated: the part before the @ may be a password.
    if (bootstrapServers.find('@') != std::string_view::npos)
        return fail(
            ErrorCode::InvalidArgument, "the servers hold a user or a password", "bootstrap servers",
            "Write HOST:PORT. The user is a field of the connection (--user), and its password is named by "
            "where it is kept (--password-from) or stored in the keychain.");
    for (std::size_t begin = 0; begin <= bootstrapServers.size();) {
        const std::size_t end = std::min(bootstrapServers.find(',', begin), bootstrapServers.size());
        const std::string server(trimmed(bootstrapServers.substr(begin, end - begin)));
        const auto port = portOf(server);
        const auto number = port ? fromWholeText<std::int64_t>(*port) : std::optional<std::int64_t>(1);
        if (!number || *number < 1 || *number > kLastPort)
            return fail(ErrorCode::InvalidArgument,
                        port->empty() ? "a port is missing behind the colon"
                                      : "port " + *port + " is not between 1 and 65535",
                        server, "Write HOST:PORT.");
        begin = end + 1;
    }
    return {};
}

} // namespace driftwood::broker
