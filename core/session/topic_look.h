#pragma once

#include "session/background.h"
#include "session/detached_channel.h"
#include "session/look_request.h"

#include <QObject>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace driftwood::session {

/// Looks at a topic's records, one look after the other, read on a background thread: the newest, those from
/// a point on, or those that pass a filter. Belongs to the UI's thread and never blocks it.
class TopicLook : public QObject {
    Q_OBJECT

  public:
    enum class State : unsigned char { Idle, Preparing, Scanning, Stopping, Ended, Failed };

    explicit TopicLook(Background& background, QObject* parent = nullptr);
    ~TopicLook() override;

    /// Abandons the current look. `connection` must not be null.
    void start(std::shared_ptr<broker::Connection> connection, LookRequest request);
    /// After ended() with Enough, Budget or Stopped: continues with another budget.
    void goOn(const ScanBudget& budget);
    /// Keeps what was found so far; ended() follows.
    void stop();
    void clear();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool running() const {
        return m_state == State::Preparing || m_state == State::Scanning || m_state == State::Stopping;
    }
    [[nodiscard]] const LookRequest& request() const { return m_request; }
    [[nodiscard]] const ScanCounts& counts() const { return m_counts; }
    [[nodiscard]] ScanEnd end() const { return m_end; }                         ///< valid in state Ended
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; } ///< set in state Failed
    /// The spec that decodes the records; known from state Scanning on.
    [[nodiscard]] const RecordReading::Spec& spec() const { return m_spec; }
    [[nodiscard]] const broker::TopicRanges& ranges() const { return m_ranges; }

  Q_SIGNALS:
    void prepared(); ///< spec and ranges are known; earlier results belong to another look
    void found(const std::vector<driftwood::session::RecordRef>& records); ///< more records
    void progressed();
    void ended(); ///< state() is Ended or Failed

  private:
    struct Prepared {
        RecordReading::Spec spec;
        broker::TopicRanges ranges;
        std::shared_ptr<RecordScan> scan;
    };
    struct End {
        Result<ScanEnd> how;
    };
    using News = std::variant<Prepared, RecordScan::Report, End>;
    using Channel = DetachedChannel<News>;

    [[nodiscard]] Channel::Sender newChannel();
    static Result<Prepared> prepare(const std::shared_ptr<broker::Connection>& connection,
                                    const LookRequest& request, const std::stop_token& stop);
    static void scan(RecordScan& scan, const ScanBudget& budget, const Channel::Sender& sender,
                     const std::stop_token& stop);
    void take(std::vector<News>&& news);
    void take(Prepared&& prepared);
    void take(RecordScan::Report&& report);
    void take(End&& end);

    Background& m_background;
    State m_state = State::Idle;
    LookRequest m_request;
    RecordReading::Spec m_spec;
    broker::TopicRanges m_ranges;
    ScanCounts m_counts;
    ScanEnd m_end = ScanEnd::EndOfRange;
    std::optional<Error> m_error;
    std::shared_ptr<RecordScan> m_scan; ///< used by the worker while it runs
    std::stop_source m_stop;
    std::unique_ptr<Channel> m_channel;
    Ticket m_ticket;
};

} // namespace driftwood::session
