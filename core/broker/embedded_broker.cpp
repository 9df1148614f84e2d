#include "broker/embedded_broker.h"

#include "base/log.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/handles.h"

#include <array>
#include <librdkafka/rdkafka_mock.h>

namespace driftwood::broker {
namespace {

constexpr std::int32_t kBrokerId = 1;

class MockClusterBroker final : public EmbeddedBroker {
  public:
    MockClusterBroker(rd_kafka_t* handle, rd_kafka_mock_cluster_t* cluster)
        : m_handle(handle)
        , m_cluster(cluster)
        , m_bootstrapServers(rd_kafka_mock_cluster_bootstraps(cluster)) {}
    MockClusterBroker(const MockClusterBroker&) = delete;
    MockClusterBroker& operator=(const MockClusterBroker&) = delete;
    ~MockClusterBroker() override {
        rd_kafka_mock_cluster_destroy(m_cluster);
        rd_kafka_destroy(m_handle);
    }

    [[nodiscard]] const std::string& bootstrapServers() const override { return m_bootstrapServers; }

    [[nodiscard]] Status createTopic(const TopicName& name, int partitions) override {
        return check(rd_kafka_mock_topic_create(m_cluster, name.value.c_str(), partitions, 1), name.value);
    }

    [[nodiscard]] ConnectionProfile profile() const override {
        ConnectionProfile profile;
        profile.name.assign("embedded");
        profile.bootstrapServers = m_bootstrapServers;
        profile.readOnly = false;
        // The mock answers an empty fetch only after this time; new data does not end the wait.
        profile.extra.emplace("fetch.wait.max.ms", "5");
        return profile;
    }

    Status setUp(bool up) override {
        return check(up ? rd_kafka_mock_broker_set_up(m_cluster, kBrokerId)
                        : rd_kafka_mock_broker_set_down(m_cluster, kBrokerId),
                     m_bootstrapServers);
    }

  private:
    static Status check(rd_kafka_resp_err_t code, const std::string& where) {
        if (code)
            return tl::unexpected(rdkafka::clientError(code, {}, where));
        return {};
    }

    rd_kafka_t* m_handle; ///< the mock cluster lives inside a client handle
    rd_kafka_mock_cluster_t* m_cluster;
    std::string m_bootstrapServers;
};

} // namespace

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
    rd_kafka_mock_cluster_t* cluster = rd_kafka_mock_cluster_new(handle, 1);
    if (cluster == nullptr) {
        rd_kafka_destroy(handle);
        return fail(ErrorCode::Internal, "embedded broker found no free port", "127.0.0.1",
                    "Check that programs may listen on the loopback interface.");
    }
    return std::make_unique<MockClusterBroker>(handle, cluster);
}

// The embedded broker's cluster id is librdkafka's name for mock clusters, followed by an address.
bool isEmbedded(std::string_view clusterId) { return clusterId.starts_with("mockCluster"); }

} // namespace driftwood::broker
