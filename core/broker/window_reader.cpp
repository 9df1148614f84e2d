#include "broker/window_reader.h"

#include "broker/rdkafka/log_range_reader.h"

namespace driftwood::broker {
namespace {

class LogWindowReader final : public WindowReader {
  public:
    LogWindowReader(ConnectionProfile profile, Isolation isolation)
        : m_profile(std::move(profile))
        , m_isolation(isolation) {}

    [[nodiscard]] Result<std::unique_ptr<RangeReader>> open(const TopicRanges& window,
                                                            ReadOptions options) override {
        options.isolation = m_isolation;
        std::shared_ptr<rdkafka::Client>& client = options.interactive ? m_quick : m_bulk;
        if (!client) {
            const auto kind =
                options.interactive ? rdkafka::ReaderKind::Interactive : rdkafka::ReaderKind::Bulk;
            auto opened = rdkafka::Client::open(m_profile, rdkafka::Client::Kind::Reader,
                                                rdkafka::readerPurpose(kind, m_isolation, {}));
            if (!opened)
                return forward(opened);
            client = std::move(*opened);
        }
        return rdkafka::LogRangeReader::open(client, window, options);
    }

  private:
    ConnectionProfile m_profile;
    Isolation m_isolation;
    std::shared_ptr<rdkafka::Client> m_quick; ///< for small windows
    std::shared_ptr<rdkafka::Client> m_bulk;
};

} // namespace

std::unique_ptr<WindowReader> WindowReader::create(const Connection& connection, Isolation isolation) {
    return std::make_unique<LogWindowReader>(connection.profile(), isolation);
}

} // namespace driftwood::broker
