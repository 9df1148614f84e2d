#include "scoring/attachment.h"

#include "base/clock.h"
#include "decoder/keyed_decoder.h"
#include "decoder/masking/check_masked.h"
#include "model/inputs.h"
#include "scoring/input_check.h"
#include "scoring/prediction_metrics.h"
#include "scoring/start_positions.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>

namespace driftwood::scoring {
namespace {

constexpr std::chrono::milliseconds kLeastDeliveryWait{1000};
/// For the answer to a commit, a turn; the next one goes on waiting.
constexpr std::chrono::milliseconds kCommitTurn{500};
/// For the last one, which holds up the end.
constexpr std::chrono::milliseconds kFarewellWait{300};
/// How long a commit may be under way before the broker counts as away.
constexpr std::chrono::milliseconds kAnswerWithin{1500};
/// For the topic's id, after an error.
constexpr std::chrono::milliseconds kAskWhyFor{2000};

/// Pieces of AttachmentConfig::maxBatch records that one acknowledgement and one commit are waited for.
constexpr std::size_t kMostPieces = 8;
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

std::int64_t countOf(const AttachmentBatch& batch) {
    return static_cast<std::int64_t>(batch.rows.rows() + batch.failures.size());
}

Status check(const AttachmentConfig& config) {
    if (config.target.value.empty())
        return {};
    if (config.target == config.source)
        return fail(ErrorCode::InvalidArgument, "predictions would go into the topic they are made from",
                    config.source.value, "Choose another topic for the predictions.");
    for (const TopicName& topic : {config.target, config.deadLetter})
        if (topic.value.starts_with("__"))
            return fail(ErrorCode::InvalidArgument,
                        "predictions cannot go into an internal topic of the cluster", topic.value,
                        "Choose another topic for them.");
    if (config.deadLetter == config.source || config.deadLetter == config.target)
        return fail(ErrorCode::InvalidArgument, "dead letters would be mixed with the topic's own records",
                    config.deadLetter.value, "Choose another topic for them.");
    if (config.group.empty())
        return fail(ErrorCode::InvalidArgument, "an attachment that publishes needs a consumer group",
                    config.source.value,
                    "Name a group; its committed offsets record how far the predictions have got.");
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
    if (Status masked = decoder::checkMasked(model->lineage.dataset.decoder, connection.profile().masks,
                                             "the model " + model->name);
        !masked)
        return forward(masked);
    decoder::DecoderSpec spec = model::scoringDecoder({model}, connection.profile().registry);
    if (!config.target.value.empty() && !decoder::areKeysMasked(spec.masks))
        decoder::keepKeyBytes(spec); // predictions join with their records by the same key
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    if (Status fits = checkTopic(connection, config.source, model); !fits)
        return forward(fits);
    // Before its positions are looked up, so that they are those of the topic that is watched.
    auto topic = WatchedTopic::open(connection, config.source, config.lookAtTopicsEvery);
    if (!topic)
        return forward(topic);
    auto start = startRanges(connection, config);
    if (!start)
        return forward(start);
    std::unique_ptr<PredictionPublisher> publisher;
    if (!config.target.value.empty()) {
        auto opened = PredictionPublisher::open(connection, model, config.source, config.target,
                                                start->ranges.size(), config.deadLetter);
        if (!opened)
            return forward(opened);
        publisher = std::move(*opened);
    }
    auto reader = connection.openTail(config.source, {start->positions(), start->fromBeginning},
                                      publisher ? config.group : std::string());
    if (!reader)
        return forward(reader);
    auto schema = std::make_shared<const records::Schema>(spec.schema);
    SourceRows source(std::move(*reader), std::move(*decoder), schema, start->ranges, config.maxBatch);
    WatchedTopic target;
    if (publisher) {
        auto watched = WatchedTopic::open(connection, config.target, config.lookAtTopicsEvery);
        if (!watched)
            return forward(watched);
        target = std::move(*watched);
    }
    std::unique_ptr<Attachment> attachment(new Attachment(connection, std::move(source), std::move(*scorer),
                                                          std::move(publisher), std::move(schema), *start,
                                                          std::move(*topic), std::move(target), config));
    if (Status opened = attachment->openPast(spec, *start); !opened)
        return forward(opened);
    if (Status committed = attachment->commitBeginning(); !committed)
        return forward(committed);
    return attachment;
}

// A replay is read like this, too: the isolation is that of the tail, whatever the data set's was.
Status Attachment::openPast(const decoder::DecoderSpec& spec, const StartRanges& start) {
    const auto& columns = m_scorer->model().features.spec().overTime;
    if (columns.empty())
        return {};
    auto made = features::OverTimeColumns::create(columns, spec.schema);
    if (!made)
        return forward(made);
    m_overTime.emplace(std::move(*made));
    m_schema = m_overTime->schema();
    auto past = PastRecords::open(m_connection, m_config.source, start.positions(), m_overTime->within(),
                                  spec, broker::Isolation::ReadCommitted);
    if (!past)
        return forward(past);
    m_past = std::move(*past);
    m_notes = m_past->notes();
    return {};
}

Attachment::Attachment(broker::Connection& connection, SourceRows source, std::unique_ptr<Scorer> scorer,
                       std::unique_ptr<PredictionPublisher> publisher,
                       std::shared_ptr<const records::Schema> schema, const StartRanges& start,
                       WatchedTopic topic, WatchedTopic target, const AttachmentConfig& config)
    : m_connection(connection)
    , m_source(std::move(source))
    , m_scorer(std::move(scorer))
    , m_publisher(std::move(publisher))
    , m_schema(std::move(schema))
    , m_config(config)
    , m_topic(std::move(topic))
    , m_target(std::move(target))
    , m_targetMadeAnew(!config.targetTopicId.empty() && !m_target.id().empty() &&
                       m_target.id() != config.targetTopicId)
    , m_newAtStart(start.added)
    , m_next(start.positions())
    , m_seenSame(m_next)
    , m_askedSame(m_next) {}

// Before anything is read: records that come to where nothing was read yet are not missed later, whatever
// becomes of this process. A broker that is away right now is told when it is back.
Status Attachment::commitBeginning() {
    if (!m_publisher)
        return {};
    becomeDue();
    return commitWhatIsDue(broker::TailReader::kCommitWait, {});
}

Result<AttachmentBatch> Attachment::step(const std::stop_token& stop, std::chrono::milliseconds wait) {
    auto batch = takeTurn(stop, wait);
    // Whatever fails may fail because the topic is another one: only then is a position without meaning.
    if (!batch && batch.error().code != ErrorCode::Cancelled && !m_madeAnew &&
        m_topic.isAnotherNow(kAskWhyFor))
        return tl::unexpected(madeAnew());
    return batch;
}

void Attachment::leave(bool allKept) {
    m_over = true;
    if (!m_publisher || !m_source.connected() || m_madeAnew) // positions of another topic
        return;
    const std::vector<Position> last = m_due.empty() || !allKept ? m_committed : m_due;
    if (!last.empty() && m_source.commit(last, broker::Presence::Ended, kFarewellWait)) {
        m_committed = last;
        m_due.clear();
    }
}

std::vector<PartitionId> Attachment::withoutPartner() const {
    std::vector<PartitionId> without;
    for (const Position& position : m_source.positions())
        if (m_publisher && !m_publisher->partitions().contains(position.partition))
            without.push_back(position.partition);
    return without;
}

Result<AttachmentBatch> Attachment::takeTurn(const std::stop_token& stop, std::chrono::milliseconds wait) {
    if (Status committed = commitWhatIsDue(kCommitTurn, stop); !committed)
        return forward(committed);
    if (!m_turn) {
        sayThatWeAreHere(stop);
        if (m_over)
            return emptyBatch();
        if (Status looked = lookForPartitions(stop); !looked)
            return forward(looked);
        lookAtTarget();
        if (m_past) { // a piece a turn, so that the caller stays in the loop
            const auto all = m_past->step(*m_overTime, stop);
            if (!all)
                return tl::unexpected(all.error());
            if (*all)
                m_past.reset();
            return emptyBatch();
        }
        if (Status filled = fillTurn(stop, wait); !filled)
            return forward(filled);
        if (!m_turn)
            return emptyBatch();
    }
    if (m_publisher) {
        const auto delivered = m_publisher->waitForDelivery(m_turn->batch.rows, m_turn->batch.predictions,
                                                            stop, std::max(wait, kLeastDeliveryWait));
        if (!delivered)
            return tl::unexpected(delivered.error());
        if (!*delivered)
            return emptyBatch();
    }
    return finishTurn(stop);
}

// A topic may get more partitions at any time, and be another one by the same name.
Status Attachment::lookForPartitions(const std::stop_token& stop) {
    if (m_source.endFellBehind())
        m_topic.hurry();
    if (auto topic = m_topic.look()) {
        if (m_topic.isAnother(*topic))
            return tl::unexpected(madeAnew());
        m_seenSame = std::exchange(m_askedSame, m_source.positions());
        m_unread = std::move(topic->partitions);
        for (const Position& known : m_source.positions())
            std::erase(m_unread, known.partition);
    }
    if (m_unread.empty())
        return {};
    const auto added = m_source.addPartitions(m_unread);
    if (!added || !*added)
        return added ? Status() : tl::unexpected(added.error());
    m_newPartitions.insert(m_newPartitions.end(), m_unread.begin(), m_unread.end());
    m_unread.clear();
    m_next = m_source.positions();
    if (m_publisher)
        becomeDue();
    return commitWhatIsDue(kCommitTurn, stop);
}

void Attachment::lookAtTarget() {
    const auto topic = m_target.look();
    if (!topic || !m_target.isAnother(*topic))
        return;
    m_target.take(*topic);
    m_targetMadeAnew = true;
}

/// Says what of the new topic was scored: at most what came since the last look that was asked for while
/// it was the old one, and no more than the new one has.
Error Attachment::madeAnew() {
    m_madeAnew = true;
    std::int64_t most = 0;
    std::string before;
    const std::vector<Position>& scored = m_turn ? m_turn->next : m_next;
    const auto marks = m_connection.watermarks(m_config.source);
    const auto lies = [&](const Position& position) {
        if (!marks)
            return position.offset.value;
        const auto mark = std::ranges::find(*marks, position.partition, &broker::Watermarks::partition);
        return mark == marks->end() ? 0 : std::min(position.offset.value, mark->high.value);
    };
    for (const Position& position : m_seenSame) {
        const auto now = std::ranges::find(scored, position.partition, &Position::partition);
        if (now != scored.end())
            most += std::max<std::int64_t>(lies(*now) - position.offset.value, 0);
        before += (before.empty() ? "P" : ", P") + std::to_string(position.partition.value) + " @ " +
                  std::to_string(position.offset.value);
    }
    std::string what = "the topic was deleted and re-created: its offsets began again. Of the new topic, "
                       "nothing before " +
                       before + " was scored";
    what += most == 0 ? ", nor what lies behind"
                      : ", and at most " + std::to_string(most) +
                            " records behind: -o beginning scores all, those twice";
    if (m_publisher)
        what += ". Group " + m_config.group + " may stand there where it stood in the old topic";
    return Error{ErrorCode::TopicGone, std::move(what), m_config.source.value, std::string(kSayWhereToBegin)};
}

// Reads, scores and hands to the producer what has arrived, piece by piece: it sends the first pieces while
// the next are scored, and all of them share one wait for the acknowledgement and one commit. Leaves m_turn
// empty when nothing has arrived.
Status Attachment::fillTurn(const std::stop_token& stop, std::chrono::milliseconds wait) {
    for (std::size_t piece = 0; piece < (m_publisher ? kMostPieces : 1); ++piece) {
        const std::int64_t held = m_turn ? countOf(m_turn->batch) : 0;
        const std::int64_t left = m_config.maxRecords > 0 ? m_config.maxRecords - m_read - held : kNoLimit;
        if (left <= 0)
            break;
        std::vector<decoder::DecodeFailure> failures;
        auto rows = m_source.next(stop, piece == 0 ? wait : std::chrono::milliseconds(0), failures,
                                  static_cast<std::size_t>(left));
        if (!rows && piece == 0)
            return forward(rows);
        if (!rows || (rows->empty() && failures.empty())) // an error comes again with the next turn
            break;
        if (Status scored = score(std::move(*rows), std::move(failures)); !scored)
            return scored;
    }
    return {};
}

// Adds a piece to the turn, and hands its predictions to the producer.
Status Attachment::score(records::RecordBatch rows, std::vector<decoder::DecodeFailure> failures) {
    const auto started = SteadyClock::now();
    if (m_overTime) {
        auto wider = m_overTime->add(std::move(rows));
        if (!wider)
            return forward(wider);
        rows = std::move(*wider);
        if (m_overTime->droppedKeys() > 0 && !std::exchange(m_droppedKeys, true))
            m_notes.emplace_back("more keys come than are kept in memory: what columns over time knew of the "
                                 "least recent ones is forgotten");
    }
    auto predictions = m_scorer->score(rows);
    if (!predictions)
        return forward(predictions);
    const std::chrono::duration<double, std::micro> took = SteadyClock::now() - started;
    if (!m_turn)
        m_turn.emplace(Turn{{records::RecordBatch(m_schema), {}, {}, 0, {}}, {}, 0.0});
    AttachmentBatch& batch = m_turn->batch;
    const std::size_t begin = batch.rows.rows();
    if (begin == 0)
        batch.rows = std::move(rows);
    else
        batch.rows.append(rows);
    append(batch.predictions, *predictions);
    std::ranges::move(failures, std::back_inserter(batch.failures));
    m_turn->scoringUs += took.count();
    if (!batch.rows.empty())
        batch.scoringUsPerRecord = m_turn->scoringUs / static_cast<double>(batch.rows.rows());
    m_turn->next = m_source.positions();
    return m_publisher ? m_publisher->queue(batch.rows, batch.predictions, begin) : Status();
}

// The turn's predictions are safe (or nobody wants them): commit, and hand the turn out.
Result<AttachmentBatch> Attachment::finishTurn(const std::stop_token& stop) {
    AttachmentBatch batch = std::move(m_turn->batch);
    m_next = std::move(m_turn->next);
    if (m_publisher) {
        becomeDue();
        for (Unpublished& each : m_publisher->takeUnpublished())
            batch.unpublished.push_back({batch.rows.position(each.row).inOnlyTopic(),
                                         std::move(each.error.what), each.inDeadLetters});
    }
    m_turn.reset();
    const TimestampMs now = timeNow();
    for (const std::int64_t timestamp : batch.rows.timestampsMs())
        if (timestamp >= 0) // -1: the record has no time
            batch.latencyMs.push_back(static_cast<double>(now.value - timestamp));
    batch.notFitting = countNotFitting(m_scorer->model(), batch.rows);
    m_scored += static_cast<std::int64_t>(batch.rows.rows());
    m_read += countOf(batch);
    // The caller must first keep the records that could not be published; the next turn commits them.
    if (batch.unpublished.empty())
        if (Status committed = commitWhatIsDue(kCommitTurn, stop); !committed)
            return forward(committed);
    batch.lag = m_source.lag();
    batch.connected = m_source.connected() && !overdue();
    batch.newPartitions = std::exchange(m_newPartitions, {});
    batch.leftOut = m_source.takeLeftOut();
    batch.targetMadeAnew = std::exchange(m_targetMadeAnew, false);
    batch.notes = std::exchange(m_notes, {});
    return batch;
}

// A commit that the broker does not answer is made again with the next turn: until then a crash would
// score these records twice, which is what "at least once" allows.
Status Attachment::commitWhatIsDue(std::chrono::milliseconds wait, const std::stop_token& stop) {
    if (m_due.empty())
        return {};
    const Status committed = m_source.commit(m_due, broker::Presence::Working, wait, stop);
    if (!committed)
        return canBeWaitedOut(committed.error()) ? Status() : committed;
    m_committed = std::exchange(m_due, {});
    m_presence = SteadyClock::now();
    return {};
}

void Attachment::becomeDue() {
    if (m_due.empty())
        m_dueSince = SteadyClock::now();
    m_due = m_next;
}

bool Attachment::overdue() const { return !m_due.empty() && SteadyClock::now() - m_dueSince > kAnswerWithin; }

// A failure tells nothing that the next turn does not.
void Attachment::sayThatWeAreHere(const std::stop_token& stop) {
    if (!m_publisher || !m_source.connected() || !m_due.empty() || m_committed.empty() ||
        SteadyClock::now() - m_presence < kPresenceEvery)
        return;
    static_cast<void>(m_source.commit(m_committed, broker::Presence::Working, kCommitTurn, stop));
    m_presence = SteadyClock::now();
}

AttachmentBatch Attachment::emptyBatch() {
    AttachmentBatch batch{records::RecordBatch(m_schema), {}, {}, 0, {}};
    batch.lag = m_source.lag();
    batch.connected = m_source.connected() && !m_turn && !overdue();
    batch.newPartitions = std::exchange(m_newPartitions, {});
    batch.leftOut = m_source.takeLeftOut();
    batch.targetMadeAnew = std::exchange(m_targetMadeAnew, false);
    batch.notes = std::exchange(m_notes, {});
    return batch;
}

} // namespace driftwood::scoring
