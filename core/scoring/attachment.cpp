#include "scoring/attachment.h"

#include "base/clock.h"
#include "scoring/prediction_publisher.h"
#include "scoring/start_positions.h"

#include <algorithm>
#include <optional>

namespace driftwood::scoring {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLeastDeliveryWait{1000};

// One turn's records, scored, on their way to the target topic.
struct Turn {
    AttachmentBatch batch;
    std::vector<Position> next; ///< what may be committed once the predictions are acknowledged
};

class LogAttachment final : public Attachment {
  public:
    LogAttachment(std::unique_ptr<broker::TailReader> reader, std::unique_ptr<decoder::Decoder> decoder,
                  std::unique_ptr<Scorer> scorer, std::unique_ptr<PredictionPublisher> publisher,
                  std::shared_ptr<const records::Schema> schema, std::vector<Position> start)
        : m_reader(std::move(reader))
        , m_decoder(std::move(decoder))
        , m_scorer(std::move(scorer))
        , m_publisher(std::move(publisher))
        , m_schema(std::move(schema))
        , m_committed(std::move(start)) {}

    Result<AttachmentBatch> step(const std::stop_token& stop, std::chrono::milliseconds wait) override {
        if (Status committed = commitWhatIsDue(); !committed)
            return forward(committed);
        if (!m_turn) {
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

    std::int64_t scored() const override { return m_scored; }
    std::vector<Position> committedPositions() const override { return m_committed; }

  private:
    // Leaves m_turn empty when nothing has arrived.
    Status readAndScore(const std::stop_token& stop, std::chrono::milliseconds wait) {
        const auto raw = m_reader->next(stop, wait);
        if (!raw)
            return tl::unexpected(raw.error());
        if (raw->empty())
            return {};
        Turn turn{{records::RecordBatch(m_schema), {}, {}, {}}, {}};
        m_decoder->decode(*raw, turn.batch.rows, turn.batch.failures);
        const auto started = SteadyClock::now();
        auto predictions = m_scorer->score(turn.batch.rows);
        if (!predictions)
            return forward(predictions);
        const std::chrono::duration<double, std::micro> took = SteadyClock::now() - started;
        turn.batch.predictions = std::move(*predictions);
        if (!turn.batch.rows.empty())
            turn.batch.scoringUsPerRecord = took.count() / static_cast<double>(turn.batch.rows.rows());
        turn.next = m_reader->positions();
        m_turn = std::move(turn);
        return {};
    }

    // The turn's predictions are safe (or nobody wants them): commit, and hand the turn out.
    Result<AttachmentBatch> finishTurn() {
        AttachmentBatch batch = std::move(m_turn->batch);
        if (m_publisher)
            m_due = std::move(m_turn->next);
        m_turn.reset();
        const TimestampMs now = SystemClock().now();
        for (const std::int64_t timestamp : batch.rows.timestampsMs())
            batch.latencyMs.push_back(static_cast<double>(now.value - timestamp));
        m_scored += static_cast<std::int64_t>(batch.rows.rows());
        if (Status committed = commitWhatIsDue(); !committed)
            return forward(committed);
        batch.lag = m_reader->lag();
        batch.connected = m_reader->connected() && m_due.empty();
        return batch;
    }

    // A commit that the broker does not answer is made again with the next turn: until then a crash would
    // score these records twice, which is what "at least once" allows.
    Status commitWhatIsDue() {
        if (m_due.empty())
            return {};
        if (Status committed = m_reader->commit(m_due); !committed)
            return canBeWaitedOut(committed.error()) ? Status() : committed;
        m_committed = std::exchange(m_due, {});
        return {};
    }

    AttachmentBatch emptyBatch() const {
        AttachmentBatch batch{records::RecordBatch(m_schema), {}, {}, {}};
        batch.lag = m_reader->lag();
        batch.connected = m_reader->connected() && !m_turn && m_due.empty();
        return batch;
    }

    std::unique_ptr<broker::TailReader> m_reader;
    std::unique_ptr<decoder::Decoder> m_decoder;
    std::unique_ptr<Scorer> m_scorer;
    std::unique_ptr<PredictionPublisher> m_publisher; ///< none: nothing is published or committed
    std::shared_ptr<const records::Schema> m_schema;
    std::vector<Position> m_committed;
    std::vector<Position> m_due;
    std::optional<Turn> m_turn; ///< scored, not yet acknowledged
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
    const decoder::DecoderSpec& spec = model->lineage.dataset.decoder;
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    auto start = startPositions(connection, config);
    if (!start)
        return forward(start);
    std::unique_ptr<PredictionPublisher> publisher;
    if (!config.target.value.empty()) {
        auto opened =
            PredictionPublisher::open(connection, model, config.source, config.target, start->size());
        if (!opened)
            return forward(opened);
        publisher = std::move(*opened);
    }
    auto reader = broker::TailReader::open(connection, config.source, {*start},
                                           publisher ? config.group : std::string());
    if (!reader)
        return forward(reader);
    return std::make_unique<LogAttachment>(std::move(*reader), std::move(*decoder), std::move(*scorer),
                                           std::move(publisher),
                                           std::make_shared<records::Schema>(spec.schema), std::move(*start));
}

} // namespace driftwood::scoring
