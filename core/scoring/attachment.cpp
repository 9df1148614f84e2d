#include "scoring/attachment.h"

#include "base/clock.h"
#include "model/inputs.h"
#include "scoring/input_check.h"
#include "scoring/prediction_publisher.h"
#include "scoring/source_rows.h"
#include "scoring/start_positions.h"

#include <algorithm>
#include <optional>

namespace driftwood::scoring {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLeastDeliveryWait{1000};
/// A word about us is not worth waiting for as a position is.
constexpr std::chrono::milliseconds kPresenceWait{1000};

// One turn's records, scored, on their way to the target topic.
struct Turn {
    AttachmentBatch batch;
    std::vector<Position> next; ///< what may be committed once the predictions are acknowledged
};

class LogAttachment final : public Attachment {
  public:
    LogAttachment(SourceRows source, std::unique_ptr<Scorer> scorer,
                  std::unique_ptr<PredictionPublisher> publisher,
                  std::shared_ptr<const records::Schema> schema, std::vector<Position> start,
                  std::int64_t maxRecords)
        : m_source(std::move(source))
        , m_scorer(std::move(scorer))
        , m_publisher(std::move(publisher))
        , m_schema(std::move(schema))
        , m_committed(std::move(start))
        , m_next(m_committed)
        , m_maxRecords(maxRecords) {}

    Result<AttachmentBatch> step(const std::stop_token& stop, std::chrono::milliseconds wait) override {
        if (Status committed = commitWhatIsDue(); !committed)
            return forward(committed);
        if (!m_turn) {
            sayThatWeAreHere();
            if (m_over)
                return emptyBatch();
            if (Status read = readAndScore(stop, wait); !read)
                return forward(read);
            if (!m_turn)
                return emptyBatch();
            if (m_publisher)
                if (Status queued = m_publisher->queue(m_turn->batch.rows, m_turn->batch.predictions);
                    !queued)
                    return forward(queued);
        }
        if (m_publisher) {
            const auto delivered = m_publisher->waitForDelivery(m_turn->batch.rows, m_turn->batch.predictions,
                                                                stop, std::max(wait, kLeastDeliveryWait));
            if (!delivered)
                return tl::unexpected(delivered.error());
            if (!*delivered)
                return emptyBatch();
        }
        return finishTurn();
    }

    void stopReading() override { m_over = true; }
    bool settled() const override { return !m_turn && m_due.empty(); }
    void leave() override {
        m_over = true;
        if (m_publisher && m_source.connected())
            static_cast<void>(m_source.commit(m_committed, broker::Presence::Ended, kPresenceWait));
    }

    std::int64_t scored() const override { return m_scored; }
    std::vector<Position> committedPositions() const override { return m_committed; }
    std::vector<Position> nextPositions() const override { return m_next; }

  private:
    // Leaves m_turn empty when nothing has arrived.
    Status readAndScore(const std::stop_token& stop, std::chrono::milliseconds wait) {
        const bool limited = m_maxRecords > 0;
        if (limited && m_scored >= m_maxRecords)
            return {};
        auto rows =
            m_source.next(stop, wait, m_failures,
                          limited ? static_cast<std::size_t>(m_maxRecords - m_scored) : SourceRows::kNoLimit);
        if (!rows)
            return forward(rows);
        if (rows->empty() && m_failures.empty())
            return {};
        Turn turn{{std::move(*rows), {}, std::exchange(m_failures, {}), 0, {}}, {}};
        const auto started = SteadyClock::now();
        auto predictions = m_scorer->score(turn.batch.rows);
        if (!predictions)
            return forward(predictions);
        const std::chrono::duration<double, std::micro> took = SteadyClock::now() - started;
        turn.batch.predictions = std::move(*predictions);
        if (!turn.batch.rows.empty())
            turn.batch.scoringUsPerRecord = took.count() / static_cast<double>(turn.batch.rows.rows());
        turn.next = m_source.positions();
        m_turn = std::move(turn);
        return {};
    }

    // The turn's predictions are safe (or nobody wants them): commit, and hand the turn out.
    Result<AttachmentBatch> finishTurn() {
        AttachmentBatch batch = std::move(m_turn->batch);
        m_next = std::move(m_turn->next);
        if (m_publisher)
            m_due = m_next;
        m_turn.reset();
        const TimestampMs now = SystemClock().now();
        for (const std::int64_t timestamp : batch.rows.timestampsMs())
            if (timestamp >= 0) // -1: the record has no time
                batch.latencyMs.push_back(static_cast<double>(now.value - timestamp));
        batch.notFitting = countNotFitting(m_scorer->model(), batch.rows);
        m_scored += static_cast<std::int64_t>(batch.rows.rows());
        if (Status committed = commitWhatIsDue(); !committed)
            return forward(committed);
        batch.lag = m_source.lag();
        batch.connected = m_source.connected() && m_due.empty();
        return batch;
    }

    // A commit that the broker does not answer is made again with the next turn: until then a crash would
    // score these records twice, which is what "at least once" allows.
    Status commitWhatIsDue() {
        if (m_due.empty())
            return {};
        const Status committed =
            m_source.commit(m_due, broker::Presence::Working, broker::TailReader::kCommitWait);
        if (!committed)
            return canBeWaitedOut(committed.error()) ? Status() : committed;
        m_committed = std::exchange(m_due, {});
        m_presence = SteadyClock::now();
        return {};
    }

    // A failure tells nothing that the next turn does not.
    void sayThatWeAreHere() {
        if (!m_publisher || !m_source.connected() || !m_due.empty() ||
            SteadyClock::now() - m_presence < kPresenceEvery)
            return;
        static_cast<void>(m_source.commit(m_committed, broker::Presence::Working, kPresenceWait));
        m_presence = SteadyClock::now();
    }

    AttachmentBatch emptyBatch() const {
        AttachmentBatch batch{records::RecordBatch(m_schema), {}, {}, 0, {}};
        batch.lag = m_source.lag();
        batch.connected = m_source.connected() && !m_turn && m_due.empty();
        return batch;
    }

    SourceRows m_source;
    std::vector<decoder::DecodeFailure> m_failures; ///< read, not handed out yet
    std::unique_ptr<Scorer> m_scorer;
    std::unique_ptr<PredictionPublisher> m_publisher; ///< none: nothing is published or committed
    std::shared_ptr<const records::Schema> m_schema;
    std::vector<Position> m_committed;
    std::vector<Position> m_next; ///< of what was handed out
    std::vector<Position> m_due;
    std::optional<Turn> m_turn;         ///< scored, not yet acknowledged
    SteadyClock::time_point m_presence; ///< when the group last heard of us
    bool m_over = false;                ///< nothing new is read
    std::int64_t m_maxRecords;
    std::int64_t m_scored = 0;
};

Status check(const AttachmentConfig& config) {
    if (config.target.value.empty())
        return {};
    if (config.target == config.source)
        return fail(ErrorCode::InvalidArgument, "predictions would go into the topic they are made from",
                    config.source.value, "Choose another topic for the predictions.");
    if (config.group.empty())
        return fail(ErrorCode::InvalidArgument, "an attachment that publishes needs a consumer group",
                    config.source.value, "Name a group; its positions say how far the predictions are.");
    return {};
}

} // namespace

Result<std::unique_ptr<Attachment>> Attachment::open(broker::Connection& connection,
                                                     std::shared_ptr<const model::TrainedModel> model,
                                                     AttachmentConfig config) {
    if (Status checked = check(config); !checked)
        return forward(checked);
    auto scorer = Scorer::create(model);
    if (!scorer)
        return forward(scorer);
    const decoder::DecoderSpec spec = model::scoringDecoder({model});
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    if (Status fits = checkTopic(connection, config.source, model); !fits)
        return forward(fits);
    auto start = startRanges(connection, config);
    if (!start)
        return forward(start);
    std::unique_ptr<PredictionPublisher> publisher;
    if (!config.target.value.empty()) {
        auto opened =
            PredictionPublisher::open(connection, model, config.source, config.target, start->ranges.size());
        if (!opened)
            return forward(opened);
        publisher = std::move(*opened);
    }
    auto reader =
        broker::TailReader::open(connection, config.source, {start->positions(), start->fromBeginning},
                                 publisher ? config.group : std::string());
    if (!reader)
        return forward(reader);
    auto schema = std::make_shared<const records::Schema>(spec.schema);
    SourceRows source(std::move(*reader), std::move(*decoder), schema, start->ranges, config.maxBatch);
    return std::make_unique<LogAttachment>(std::move(source), std::move(*scorer), std::move(publisher),
                                           std::move(schema), start->positions(), config.maxRecords);
}

} // namespace driftwood::scoring
