#include "broker/rdkafka/log_range_reader.h"
#include "broker/rdkafka/readers.h"

namespace driftwood::broker::rdkafka {
namespace {

class LogWindowReader final : public WindowReader {
  public:
    LogWindowReader(ConnectionProfile profile, Isolation isolation)
        : m_profile(std::move(profile))
        , m_isolation(isolation) {}

    [[nodiscard]] Result<std::unique_ptr<RangeReader>> open(const TopicRanges& window,
                                                            ReadOptions options) override {
        options.isolation = m_isolation;
        std::shared_ptr<Client>& client = options.interactive ? m_quick : m_bulk;
        if (!client) {
            const auto kind = options.interactive ? ReaderKind::Interactive : ReaderKind::Bulk;
            auto opened = Client::open(m_profile, Client::Kind::Reader, readerPurpose(kind, m_isolation, {}));
            if (!opened)
                return forward(opened);
            client = std::move(*opened);
        }
        return LogRangeReader::open(client, window, options);
    }

  private:
    ConnectionProfile m_profile;
    Isolation m_isolation;
    std::shared_ptr<Client> m_quick; ///< for small windows
    std::shared_ptr<Client> m_bulk;
};

} // namespace

std::unique_ptr<WindowReader> createWindowReader(ConnectionProfile profile, Isolation isolation) {
    return std::make_unique<LogWindowReader>(std::move(profile), isolation);
}

} // namespace driftwood::broker::rdkafka
