#pragma once

#include "browsing/record_scan.h"
#include "tasks/background.h"
#include "tasks/detached_channel.h"

#include <QObject>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace driftwood::session {

/// Counts of a live tail since it began.
struct TailCounts {
    std::int64_t received = 0; ///< records read from the log
    std::int64_t matched = 0;  ///< records of these that pass the filter
    std::int64_t shown = 0;    ///< records of these that were passed on: the others came too fast to read
    std::int64_t bytes = 0;
    double receivedPerSec = 0; ///< over the last second
    double shownPerSec = 0;
    bool connected = true;
    std::vector<Position> positions; ///< next offset to read per partition
};

/// Follows a topic on a background thread. Every record is read and tested by the filter, if any; at most
/// kMostShown of those that pass are delivered per kTick, and the others are counted. What was written before
/// it began, or while it was paused, is delivered without a hole, however much it is: of more than
/// kMostCaughtUp records the last ones. Belongs to the UI's thread and never blocks it.
class TopicTail : public QObject {
    Q_OBJECT

  public:
    static constexpr std::chrono::milliseconds kTick{40};
    static constexpr std::size_t kMostShown = 200;
    static constexpr std::int64_t kMostCaughtUp = 100'000;

    explicit TopicTail(tasks::Background& background, QObject* parent = nullptr);
    ~TopicTail() override;

    struct Request {
        TopicName topic;
        std::vector<PartitionId> partitions; ///< empty: all
        browsing::RecordReading::Spec spec;
        dataset::Filter filter;
        std::vector<Position> from; ///< empty: the current end of the log
    };
    void start(std::shared_ptr<broker::Connection> connection, Request request);
    /// Reads nothing while paused; afterwards the tail continues where it was.
    void setPaused(bool paused);
    void stop();

    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] bool paused() const { return m_control && m_control->paused; }
    [[nodiscard]] const TailCounts& counts() const { return m_counts; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

  Q_SIGNALS:
    void arrived(const std::vector<driftwood::browsing::RecordRef>& records); ///< in order of arrival
    void progressed();
    void ended(); ///< stopped, or failed with error()

  private:
    struct Control {
        std::atomic<bool> paused = false;
    };
    struct News {
        browsing::RecordBlockPtr block; ///< may be null
        TailCounts counts;
        std::optional<Error> error;
    };
    using Channel = tasks::DetachedChannel<News>;
    class Loop;

    void take(std::vector<News>&& news);

    tasks::Background& m_background;
    bool m_running = false;
    TailCounts m_counts;
    std::optional<Error> m_error;
    std::shared_ptr<Control> m_control;
    std::unique_ptr<Channel> m_channel;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::session
