#pragma once

#include "session/background.h"
#include "session/detached_channel.h"
#include "session/record_scan.h"

#include <QObject>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace driftwood::session {

/// What a live tail has seen since it began.
struct TailCounts {
    std::int64_t received = 0; ///< records read from the log
    std::int64_t matched = 0;  ///< of those, what the filter lets pass
    std::int64_t shown = 0;    ///< of those, what was handed out: the rest was too fast to be read by anyone
    std::int64_t bytes = 0;
    double receivedPerSec = 0; ///< over the last second
    double shownPerSec = 0;
    bool connected = true;
    std::vector<Position> positions; ///< next offsets to be read
};

/// Follows a topic on a background thread. Every record is read and, where there is a filter, judged; of
/// those that pass at most kMostShown are handed out in each kTick, and what was left out is counted. Lives
/// in the UI's thread and never makes it wait.
class TopicTail : public QObject {
    Q_OBJECT

  public:
    static constexpr std::chrono::milliseconds kTick{40};
    static constexpr std::size_t kMostShown = 200;

    explicit TopicTail(Background& background, QObject* parent = nullptr);
    ~TopicTail() override;

    struct Request {
        TopicName topic;
        std::vector<PartitionId> partitions; ///< empty: all
        RecordReading::Spec spec;
        dataset::Filter filter;
        std::vector<Position> from; ///< empty: the end of the log at this moment
    };
    void start(std::shared_ptr<broker::Connection> connection, Request request);
    /// Nothing is read while paused; the tail then goes on where it was.
    void setPaused(bool paused);
    void stop();

    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] bool paused() const { return m_control && m_control->paused; }
    [[nodiscard]] const TailCounts& counts() const { return m_counts; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

  Q_SIGNALS:
    void arrived(const std::vector<driftwood::session::RecordRef>& records); ///< as they came
    void progressed();
    void ended(); ///< stopped, or failed: error()

  private:
    struct Control {
        std::atomic<bool> paused = false;
    };
    struct News {
        RecordBlockPtr block; ///< may be null
        TailCounts counts;
        std::optional<Error> error;
    };
    using Channel = DetachedChannel<News>;
    class Loop;

    void take(std::vector<News>&& news);

    Background& m_background;
    bool m_running = false;
    TailCounts m_counts;
    std::optional<Error> m_error;
    std::shared_ptr<Control> m_control;
    std::unique_ptr<Channel> m_channel;
    Ticket m_ticket;
};

} // namespace driftwood::session
