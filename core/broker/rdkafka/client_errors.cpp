#include "broker/rdkafka/client_errors.h"

namespace driftwood::broker::rdkafka {
namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool isTlsRefusal(std::string_view text) {
    return contains(text, "certificate") || contains(text, "sslv3 alert") || contains(text, "tlsv1 alert") ||
           contains(text, "tlsv13 alert"); // OpenSSL's text for a refusal by the other side
}

struct Meaning {
    ErrorCode code;
    std::string_view what;
    std::string_view hint;
};

constexpr std::string_view kHintReachable =
    "Check the address and that the broker runs and can be reached from here.";

constexpr Meaning kTlsFailed{
    ErrorCode::Unreachable, "TLS handshake failed",
    "The port may not speak TLS: check the port and the security protocol of the profile."};

/// A connection that failed or broke. librdkafka appends the connection's state to its text.
Meaning connectionMeaning(rd_kafka_resp_err_t code, std::string_view text) {
    // A broker reports a refused client certificate only after the handshake, as a transport error.
    if (isTlsRefusal(text))
        return {ErrorCode::AuthenticationFailed, "TLS handshake was refused",
                "Check the CA file, that the certificate names this host, and the client certificate and key "
                "if the broker asks for one."};
    if (code == RD_KAFKA_RESP_ERR__SSL || contains(text, "state SSL_HANDSHAKE"))
        return kTlsFailed;
    if (contains(text, "security.protocol") || contains(text, "SSL listener") ||
        contains(text, "state APIVERSION_QUERY") || contains(text, "state AUTH_"))
        return {ErrorCode::Unreachable, "broker closed the connection during the first exchange",
                "If it worked before, the broker hangs or is going down. Else the port may want another "
                "security protocol (TLS or SASL): check the profile."};
    if (contains(text, "Connection refused"))
        return {ErrorCode::Unreachable, "connection was refused",
                "Nothing listens at that address: check host and port, and that the broker runs."};
    return {ErrorCode::Unreachable, "broker cannot be reached", kHintReachable};
}

Meaning meaning(rd_kafka_resp_err_t code, std::string_view text) {
    // The first letters of an HTTP or Redis server's answer, interpreted as a length.
    if (code == RD_KAFKA_RESP_ERR__BAD_MSG && contains(text, "Invalid response size"))
        return {ErrorCode::Unreachable, "the server there does not speak Kafka's protocol",
                "Check host and port: a REST proxy, a schema registry or another server may be there."};
    switch (code) {
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
        return {ErrorCode::AuthenticationFailed, "log-in was refused",
                "Check user name, password and SASL mechanism of the profile."};
    case RD_KAFKA_RESP_ERR__RESOLVE:
        return {ErrorCode::Unreachable, "host name cannot be resolved",
                "Check the spelling of the bootstrap servers and the name service."};
    case RD_KAFKA_RESP_ERR__SSL:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        return connectionMeaning(code, text);
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
        return {ErrorCode::Unreachable, "broker did not answer in time", kHintReachable};
    case RD_KAFKA_RESP_ERR__DESTROY: // the topic's or the broker's, inside the client
        return {ErrorCode::Unreachable, "the broker or partition went away before it answered",
                kHintReachable};
    case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH: // a leader was elected since the client last asked
    case RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH:
    case RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR_NOT_COORDINATOR:
    case RD_KAFKA_RESP_ERR__WAIT_COORD:
        return {ErrorCode::Unreachable, "partition or group has no leader at present",
                "Try again shortly; if it stays so, a broker of the cluster is down."};
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_ID:
        return {ErrorCode::NotFound, "topic or partition does not exist",
                "List the topics of this connection to see which exist."};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return {ErrorCode::NotAuthorized, "this user may not use the topic",
                "Ask for the topic's Read and Describe permission (Write, to publish)."};
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
        return {ErrorCode::NotAuthorized, "this user may not use the consumer group",
                "Ask for the group's Read permission, or choose another group."};
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
        return {ErrorCode::NotAuthorized, "this user may not do that on the cluster",
                "Ask for the permission on the cluster."};
    case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS:
        return {ErrorCode::AlreadyExists, "topic exists already", "Choose another name."};
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        return {ErrorCode::RangeGone, "offset is not in the log",
                "Retention moved the log's beginning behind it, or the topic was re-created and has fewer "
                "records. "
                "Look at what is there now: driftwood-cli topics."};
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR__UNDERFLOW:
        return {ErrorCode::CorruptData, "the broker's answer is damaged",
                "Try again; if it stays so, something on the way to the broker alters its responses."};
    case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
        return {ErrorCode::CorruptData, "record batch is damaged",
                "The log's copy fails its checksum; read on behind it or from another replica."};
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
        return {ErrorCode::InvalidArgument, "consumer group is in use by other members",
                "Choose another group name, or stop its other consumers."};
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
    case RD_KAFKA_RESP_ERR_INVALID_PARTITIONS:
    case RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR:
    case RD_KAFKA_RESP_ERR_INVALID_CONFIG:
    case RD_KAFKA_RESP_ERR_INVALID_REQUEST:
    case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
        return {ErrorCode::InvalidArgument, "broker does not accept the request", ""};
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        return {ErrorCode::InvalidArgument, "record is too large for the topic",
                "Raise message.max.bytes here and max.message.bytes of the topic, or write less."};
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
        return {ErrorCode::InvalidArgument, "the topic refuses the record's time",
                "Compare it with the topic's message.timestamp.before.max.ms and "
                "message.timestamp.after.max.ms."};
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
        return {ErrorCode::InvalidArgument, "the topic refuses the record",
                "A compacted topic takes no record without a key."};
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION:
        return {ErrorCode::Unsupported, "broker does not support the request", ""};
    default:
        return {ErrorCode::Internal, "Kafka client failed", ""};
    }
}

/// "sasl_ssl://host:9093/1: what went wrong (after 3ms in state UP)" → address and what went wrong.
struct Split {
    std::string_view address;
    std::string_view text;
};
Split split(std::string_view text) {
    Split result{{}, text};
    // Repeated, because some texts start with the address themselves;
    // "ssl://" occurs only without plaintext.
    for (auto colon = result.text.find(": "); colon != std::string_view::npos;
         colon = result.text.find(": ")) {
        const std::string_view address = result.text.substr(0, colon);
        const auto slash = address.rfind('/');
        if (contains(address, " ") || slash == std::string_view::npos || !contains(address, ":"))
            break;
        const auto scheme = address.find("://");
        const auto begin = scheme == std::string_view::npos ? 0 : scheme + 3;
        result.address = address.substr(begin, slash > begin ? slash - begin : std::string_view::npos);
        result.text = result.text.substr(colon + 2);
    }
    // Drops "(after … ms …)", which is of no use to the user.
    if (result.text.ends_with(')'))
        result.text = result.text.substr(0, result.text.rfind(" (after "));
    return result;
}

} // namespace

Error clientError(rd_kafka_resp_err_t code, std::string_view text, std::string where) {
    const Split said = split(text);
    if (where.empty())
        where = said.address;
    const std::string_view detail = said.text.empty() ? rd_kafka_err2str(code) : said.text;
    const Meaning known = meaning(code, text);
    return {known.code, std::string(known.what) + ": " + std::string(detail), std::move(where),
            std::string(known.hint)};
}

bool isRefusal(rd_kafka_resp_err_t code, std::string_view text) {
    return code == RD_KAFKA_RESP_ERR__AUTHENTICATION ||
           code == RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED ||
           code == RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM ||
           ((code == RD_KAFKA_RESP_ERR__SSL || code == RD_KAFKA_RESP_ERR__TRANSPORT) && isTlsRefusal(text));
}

DeliveryFault deliveryFault(rd_kafka_resp_err_t code) {
    switch (code) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
        return DeliveryFault::OfTheRecord;
    case RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD: // another record of the same batch was invalid
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
    case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS:
    case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR:
        return DeliveryFault::Passing;
    default:
        return meaning(code, {}).code == ErrorCode::Unreachable ? DeliveryFault::Passing
                                                                : DeliveryFault::Lasting;
    }
}

bool isTopicMissing(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC ||
           code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION || code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_ID;
}

std::string place(std::string_view topic, std::int32_t partition) {
    return std::string(topic) + "/" + std::to_string(partition);
}

std::string place(std::string_view topic, std::int32_t partition, std::int64_t offset) {
    return place(topic, partition) + " @ " + std::to_string(offset);
}

} // namespace driftwood::broker::rdkafka
