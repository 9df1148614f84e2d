#include "broker/embedded_broker.h"

#include "base/log.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/handles.h"

#include <array>
#include <librdkafka/rdkafka_mock.h>

namespace driftwood::broker {
namespace {

constexpr std::int32_t kBrokerId = 1;

Status check(rd_kafka_resp_err_t code, const std::string& where) {
    if (code)
        return tl::unexpected(rdkafka::clientError(code, {}, where));
    return {};
}

} // namespace

/// The mock cluster lives inside a client handle.
struct EmbeddedBroker::Cluster {
    rd_kafka_t* handle;
    rd_kafka_mock_cluster_t* cluster = nullptr;

    explicit Cluster(rd_kafka_t* owner)
        : handle(owner) {}
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;
    ~Cluster() {
        if (cluster != nullptr)
            rd_kafka_mock_cluster_destroy(cluster);
        rd_kafka_destroy(handle);
    }
};

EmbeddedBroker::EmbeddedBroker(std::unique_ptr<Cluster> cluster)
    : m_cluster(std::move(cluster))
    , m_bootstrapServers(rd_kafka_mock_cluster_bootstraps(m_cluster->cluster)) {}

EmbeddedBroker::~EmbeddedBroker() = default;

Status EmbeddedBroker::createTopic(const TopicName& name, int partitions) {
    return check(rd_kafka_mock_topic_create(m_cluster->cluster, name.value.c_str(), partitions, 1),
                 name.value);
}

ConnectionProfile EmbeddedBroker::profile() const {
    ConnectionProfile profile;
    profile.name.assign("embedded");
    profile.bootstrapServers = m_bootstrapServers;
    profile.readOnly = false;
    // The mock answers an empty fetch only after this time; new data does not end the wait.
    profile.extra.emplace("fetch.wait.max.ms", "5");
    return profile;
}

Status EmbeddedBroker::setUp(bool up) {
    return check(up ? rd_kafka_mock_broker_set_up(m_cluster->cluster, kBrokerId)
                    : rd_kafka_mock_broker_set_down(m_cluster->cluster, kBrokerId),
                 m_bootstrapServers);
}

Result<std::unique_ptr<EmbeddedBroker>> EmbeddedBroker::start() {
    std::array<char, 512> text{};
    rdkafka::ConfPtr conf(rd_kafka_conf_new());
    rd_kafka_conf_set_log_cb(conf.get(), [](const rd_kafka_t*, int, const char*, const char* line) {
        log::debug(std::string("embedded broker: ") + line);
    });
    rd_kafka_t* handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), text.data(), text.size());
    if (handle == nullptr)
        return fail(ErrorCode::Internal, std::string("embedded broker did not start: ") + text.data());
    static_cast<void>(conf.release()); // the handle has taken ownership
    auto cluster = std::make_unique<Cluster>(handle);
    cluster->cluster = rd_kafka_mock_cluster_new(handle, 1);
    if (cluster->cluster == nullptr)
        return fail(ErrorCode::Internal, "embedded broker found no free port", "127.0.0.1",
                    "Check that programs may listen on the loopback interface.");
    return std::unique_ptr<EmbeddedBroker>(new EmbeddedBroker(std::move(cluster)));
}

// The embedded broker's cluster id is librdkafka's name for mock clusters, followed by an address.
bool isEmbedded(std::string_view clusterId) { return clusterId.starts_with("mockCluster"); }

} // namespace driftwood::broker
