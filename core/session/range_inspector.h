#pragma once

#include "browsing/decoding.h"
#include "profiling/range_statistics.h"
#include "session/connection_session.h"

#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>
#include <optional>

namespace driftwood::session {

/// Examines the ranges chosen on a topic while the user chooses them: how records are decoded,
/// the cost of reading all of them, the contents of A's fields and the distance of B from A.
/// Each answer is shown as soon as it is there;
/// changed ranges restart the examination after a short pause. Never blocks its thread.
class RangeInspector : public QObject {
    Q_OBJECT

  public:
    enum class Stage : unsigned char { Idle, Decoder, Cost, ReadingA, ReadingB };

    RangeInspector(tasks::Background& background, ConnectionSession& connection, QObject* parent = nullptr);

    /// Finds out how the topic's records are decoded before a range is chosen, from a sample of `whole`. A
    /// topic that is shown as text is looked at as if nothing were chosen for it.
    void learn(const broker::TopicRanges& whole, const browsing::Decodings& decodings);
    /// `all` is what a data set of all ranges would read; `b` may be empty.
    void inspect(const broker::TopicRanges& all, const broker::TopicRanges& a, const broker::TopicRanges& b);
    void stop(); ///< keeps the answers so far
    void retry();

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] std::int64_t readSoFar() const; ///< number of records, in ReadingA and ReadingB
    [[nodiscard]] std::int64_t toRead() const;
    [[nodiscard]] bool stopped() const { return m_stopped; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const std::optional<decoder::DecoderSpec>& decoder() const { return m_decoder; }
    [[nodiscard]] const std::optional<profiling::ReadingCost>& cost() const { return m_cost; }
    [[nodiscard]] const std::optional<profiling::RangeRows>& a() const { return m_a; }
    [[nodiscard]] const std::optional<profiling::RangeRows>& b() const { return m_b; }
    [[nodiscard]] const std::vector<profiling::FieldComparison>& fields() const { return m_fields; }
    [[nodiscard]] const drift::DriftConfig& limits() const { return m_limits; }

  Q_SIGNALS:
    void changed();
    void progressed(); ///< when readSoFar() changed, about ten times a second

  private:
    template <class T>
    void ask(Stage stage, std::function<Result<T>(broker::Connection&, const std::stop_token&)> work,
             std::function<void(T)> take);
    void next();
    void read(Stage stage, const broker::TopicRanges& ranges, std::optional<profiling::RangeRows>& into);

    tasks::Background& m_background;
    ConnectionSession& m_connection;
    browsing::Decodings m_decodings;
    broker::TopicRanges m_whole, m_all, m_rangesA, m_rangesB;
    Stage m_stage = Stage::Idle;
    bool m_stopped = false;
    std::optional<Error> m_error;
    std::optional<decoder::DecoderSpec> m_decoder; ///< of the topic
    std::optional<profiling::ReadingCost> m_cost;
    std::optional<profiling::RangeRows> m_a, m_b;
    std::vector<profiling::FieldComparison> m_fields;
    std::vector<profiling::FieldComparison> m_fieldsOfA; ///< before B is compared with them
    drift::DriftConfig m_limits;
    std::shared_ptr<std::atomic<std::int64_t>> m_done = std::make_shared<std::atomic<std::int64_t>>(0);
    QTimer m_settle;
    QTimer m_tell;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::session
