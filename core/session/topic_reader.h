#pragma once

#include "browsing/read_request.h"
#include "tasks/background.h"
#include "tasks/detached_channel.h"

#include <QObject>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace driftwood::session {

/// Looks at a topic's records, one look after the other, read on a background thread: the newest, those from
/// a point on, or those that pass a filter. Belongs to the UI's thread and never blocks it.
class TopicReader : public QObject {
    Q_OBJECT

  public:
    enum class State : unsigned char { Idle, Preparing, Scanning, Stopping, Ended, Failed };

    explicit TopicReader(tasks::Background& background, QObject* parent = nullptr);
    ~TopicReader() override;

    /// Abandons the current look. `connection` must not be null.
    void start(std::shared_ptr<broker::Connection> connection, browsing::ReadRequest request);
    /// After ended() with Enough, Budget or Stopped: continues with another budget.
    void goOn(const browsing::ScanBudget& budget);
    /// Keeps what was found so far; ended() follows.
    void stop();
    void clear();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool running() const {
        return m_state == State::Preparing || m_state == State::Scanning || m_state == State::Stopping;
    }
    [[nodiscard]] const browsing::ReadRequest& request() const { return m_request; }
    [[nodiscard]] const browsing::ScanCounts& counts() const { return m_counts; }
    [[nodiscard]] browsing::ScanEnd end() const { return m_end; }               ///< valid in state Ended
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; } ///< set in state Failed
    /// The spec that decodes the records; known from state Scanning on.
    [[nodiscard]] const browsing::RecordReading::Spec& spec() const { return m_chosen.spec; }
    /// The same, with what the sample had; empty but for the spec where the request brought that along.
    [[nodiscard]] const browsing::RecordReading::Chosen& chosen() const { return m_chosen; }
    [[nodiscard]] const broker::TopicRanges& ranges() const { return m_ranges; }

  Q_SIGNALS:
    void prepared(); ///< spec and ranges are known; earlier results belong to another look
    void found(const std::vector<driftwood::browsing::RecordRef>& records); ///< more records
    void progressed();
    void ended(); ///< state() is Ended or Failed

  private:
    struct Prepared {
        browsing::RecordReading::Chosen chosen;
        broker::TopicRanges ranges;
        std::shared_ptr<browsing::RecordScan> scan;
    };
    struct End {
        Result<browsing::ScanEnd> how;
    };
    using News = std::variant<Prepared, browsing::RecordScan::Report, End>;
    using Channel = tasks::DetachedChannel<News>;

    [[nodiscard]] Channel::Sender newChannel();
    static Result<Prepared> prepare(const std::shared_ptr<broker::Connection>& connection,
                                    const browsing::ReadRequest& request, const std::stop_token& stop);
    static void scan(browsing::RecordScan& scan, const browsing::ScanBudget& budget,
                     const Channel::Sender& sender, const std::stop_token& stop);
    void take(std::vector<News>&& news);
    void take(Prepared&& prepared);
    void take(browsing::RecordScan::Report&& report);
    void take(End&& end);

    tasks::Background& m_background;
    State m_state = State::Idle;
    browsing::ReadRequest m_request;
    browsing::RecordReading::Chosen m_chosen;
    broker::TopicRanges m_ranges;
    browsing::ScanCounts m_counts;
    browsing::ScanEnd m_end = browsing::ScanEnd::EndOfRange;
    std::optional<Error> m_error;
    std::shared_ptr<browsing::RecordScan> m_scan; ///< used by the worker while it runs
    std::stop_source m_stop;
    std::unique_ptr<Channel> m_channel;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::session
