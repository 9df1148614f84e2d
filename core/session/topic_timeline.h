#pragma once

#include "browsing/timeline_grid.h"
#include "session/connection_session.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <optional>
#include <vector>

namespace driftwood::session {

/// A topic's records over time, looked up in the background: first in coarse buckets, then refined from the
/// newest on, then updated as records arrive. Never blocks its thread.
class TopicTimeline : public QObject {
    Q_OBJECT

  public:
    static constexpr std::chrono::seconds kKeepUpEvery{2};

    TopicTimeline(tasks::Background& background, ConnectionSession& connection, QObject* parent = nullptr);

    /// Starts anew; an empty name shows nothing.
    void show(const TopicName& topic, browsing::TimelineSpan span);
    /// Follows new records only while this is true.
    void setShown(bool shown);
    void retry();
    void stop(); ///< keeps what has been looked up
    [[nodiscard]] bool busy() const { return m_query.pending() && !m_keepingUp; }

    [[nodiscard]] const TopicName& topic() const { return m_topic; }
    [[nodiscard]] browsing::TimelineSpan span() const { return m_span; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// True once there are buckets. `empty` means that there is no time to show; times() gives the reason.
    [[nodiscard]] bool ready() const { return m_grid.buckets > 0; }
    [[nodiscard]] bool empty() const { return m_empty; }
    [[nodiscard]] const browsing::TimelineGrid& grid() const { return m_grid; }
    [[nodiscard]] const browsing::TimelineCounts& counts() const { return m_counts; }
    [[nodiscard]] broker::TimeSpan written() const { ///< first and last record; valid once ready
        return m_times.span.value_or(broker::TimeSpan{});
    }
    [[nodiscard]] const broker::WrittenTimes& times() const { return m_times; }
    /// Records with wrong timestamps, as far as they were found: outside the timeline, or not where their
    /// neighbours are. Each counts in the bucket in which it lies.
    [[nodiscard]] const std::vector<broker::StrayRecord>& strays() const { return m_strays; }
    [[nodiscard]] bool refined() const { return m_refined; }
    [[nodiscard]] std::chrono::milliseconds took() const { return m_took; } ///< time for the refined timeline

  Q_SIGNALS:
    void changed();

  private:
    struct Look {
        broker::WrittenTimes times;
        browsing::TimelineGrid grid;
        browsing::TimelineCounts counts;
        std::vector<broker::StrayRecord> strays;
    };
    struct Part {
        int first = 0;
        int count = 0;
        broker::Timeline found;
    };
    template <class T>
    void ask(std::function<Result<T>(broker::Connection&)> work, std::function<void(T)> take);
    void begin();
    void refine();
    void keepUp();
    void takeTail(Look look);
    void addStrays(const std::vector<broker::StrayRecord>& strays);
    void fail(Error error);
    [[nodiscard]] std::vector<Offset> highs() const;

    static Result<Look> lookAt(broker::Connection& connection, const TopicName& topic,
                               browsing::TimelineSpan span);
    static Result<Look> lookAtTail(broker::Connection& connection, const TopicName& topic,
                                   browsing::TimelineGrid from);

    tasks::Background& m_background;
    ConnectionSession& m_connection;
    TopicName m_topic;
    browsing::TimelineSpan m_span = browsing::TimelineSpan::Day;
    browsing::TimelineGrid m_grid;
    browsing::TimelineCounts m_counts;
    broker::WrittenTimes m_times;
    std::vector<broker::StrayRecord> m_strays;
    bool m_empty = false;
    bool m_refined = false;
    bool m_keepingUp = false;
    std::optional<Error> m_error;
    std::vector<Offset> m_seenHighs; ///< watermarks at the last query, to skip queries without new records
    std::chrono::steady_clock::time_point m_began{};
    std::chrono::milliseconds m_took{0};
    QTimer m_timer;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::session
