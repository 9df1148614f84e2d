#pragma once

#include "broker/connection.h"
#include "broker/publisher.h"
#include "broker/range_reader.h"
#include "broker/topic_watch.h"
#include "decoder/decoder.h"
#include "scoring/past_records.h"
#include "scoring/prediction_publisher.h"
#include "scoring/scorer.h"
#include "scoring/source_rows.h"
#include "scoring/watched_topic.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::scoring {

/// Committed: Latest where the group has nothing yet and nobody remembers that it had.
enum class StartAt : unsigned char { Committed, Earliest, Latest };

/// Where a group stood when an attachment last worked under it.
struct Remembered {
    std::string topicId; ///< of the source topic then; empty: unknown
    std::vector<Position> committed;
    bool operator==(const Remembered&) const = default;
};

struct AttachmentConfig {
    TopicName source;
    TopicName target;     ///< prediction topic; empty: score without publishing or committing
    TopicName deadLetter; ///< where a prediction goes that the target refuses; empty: nowhere
    std::string group;    ///< under which positions are committed, visible to everyone
    StartAt startAt = StartAt::Committed;
    std::vector<Position> startPositions; ///< overrides startAt for the partitions it names
    /// With Committed: the group has to stand there or further on, or a person has to say where to begin.
    std::optional<Remembered> remembered;
    std::size_t maxBatch = 1024; ///< records scored at once
    std::int64_t maxRecords = 0; ///< records read in all, exactly; 0: no end
    /// How often the topics are looked at: for new partitions, and whether they are still the same.
    std::chrono::milliseconds lookAtTopicsEvery{1000};
    std::string targetTopicId; ///< of the target when the group was last at work; empty: unknown
};

/// A record whose prediction the target topic does not take. Its position is committed like any other's, so
/// that it holds up no other record: whoever runs the attachment has to keep or tell it.
struct UnpublishedRecord {
    Position source;
    std::string reason;
    bool inDeadLetters = false; ///< its prediction lies there
    bool operator==(const UnpublishedRecord&) const = default;
};

/// One turn of the loop.
struct AttachmentBatch {
    records::RecordBatch rows;
    Predictions predictions;
    std::vector<decoder::DecodeFailure> failures;
    std::int64_t notFitting = 0; ///< values of the fields the model reads that do not fit the types it reads
    std::vector<double>
        latencyMs; ///< of rows with a time: from the record's timestamp to its prediction being acknowledged
    double scoringUsPerRecord = 0.0;
    std::int64_t lag = -1;
    bool connected = true;
    std::vector<UnpublishedRecord> unpublished; ///< of the rows
    std::vector<broker::OffsetRange> leftOut;   ///< from the beginning on, that retention took before us
    std::vector<PartitionId> newPartitions;     ///< found since the last turn: read from their beginning
    bool targetMadeAnew = false;    ///< found since the last turn: the predictions of before are gone
    std::vector<std::string> notes; ///< what columns over time do not know of the past, once
};

struct StartRanges;

/// A model on a live topic: read, decode, score, publish, commit. At least once: source positions are
/// committed only after the broker acknowledged the predictions, so after a crash records are scored again,
/// never skipped. What is in the log when it begins comes in the order of a replay, later records as they
/// arrive. Every prediction carries its source in headers, keeps the record's key, and goes to the
/// partition of the same number where the target has it (order per partition is kept). Where it begins is
/// committed before anything is read, also of partitions where nothing arrives, so that whoever goes on later
/// misses nothing. A model with columns over time gets the records before that beginning read back first, as
/// far as the columns reach: its predictions are those of a run that never stopped. While it lasts, the
/// positions are committed again every kPresenceEvery: who looks at the group sees that somebody is at it.
/// Partitions that the topic gets meanwhile are read from their beginning. The caller owns the loop.
class Attachment {
  public:
    /// Makes the target topic, with as many partitions as the source, when it is not there and the profile
    /// allows writing. Mismatch when the topic's records are not what the model reads, and where the group
    /// does not stand where it is remembered (see startRanges()). The connection outlives the attachment.
    [[nodiscard]] static Result<std::unique_ptr<Attachment>>
    open(broker::Connection& connection, std::shared_ptr<const model::TrainedModel> model,
         AttachmentConfig config);
    static constexpr std::chrono::milliseconds kPresenceEvery{1000};
    /// Handles what has arrived, waiting at most `wait` for it, and as long again (at least a second) for the
    /// acknowledgement. A broker that is away gives empty batches with connected false: what was scored stays
    /// with us and is delivered when it is back. What cannot be waited out is an error, and nothing
    /// unacknowledged is committed.
    [[nodiscard]] Result<AttachmentBatch> step(const std::stop_token& stop, std::chrono::milliseconds wait);
    /// From now on nothing new is read: step() only brings to an end what is under way.
    void stopReading() { m_over = true; }
    /// Nothing is under way: all that was handed out is acknowledged and committed.
    [[nodiscard]] bool settled() const { return !m_turn && m_due.empty(); }
    /// Leaves word with the positions that we are gone, as well as the broker lets us. `allKept`: what was
    /// handed out is dealt with, so that all of it may be committed. Nothing is read after it.
    void leave(bool allKept);
    [[nodiscard]] std::int64_t scored() const { return m_scored; }
    /// Records that step() has handed out: scored ones, and those that could not be decoded.
    [[nodiscard]] std::int64_t read() const { return m_read; }
    /// Next offset to be read per partition, as the broker has acknowledged it for the group; none where
    /// nothing is published.
    [[nodiscard]] const std::vector<Position>& committedPositions() const { return m_committed; }
    /// The same as step() has handed records out: ahead of the group while a commit waits for the broker.
    [[nodiscard]] const std::vector<Position>& nextPositions() const { return m_next; }
    /// The source topic's id; empty where the broker has none.
    [[nodiscard]] const std::string& topicId() const { return m_topic.id(); }
    /// The target topic's id; empty where nothing is published, or the broker has none.
    [[nodiscard]] const std::string& targetTopicId() const { return m_target.id(); }
    /// Partitions that had no position in a group that has others, at the beginning: they are new, and read
    /// from their beginning.
    [[nodiscard]] const std::vector<PartitionId>& newAtStart() const { return m_newAtStart; }
    /// Partitions of the source that the target has none for: their predictions go by the hash of the
    /// record's key, so that those of one partition are no longer in one order.
    [[nodiscard]] std::vector<PartitionId> withoutPartner() const;

  private:
    using SteadyClock = std::chrono::steady_clock;
    /// One turn's records, scored, on their way to the target topic.
    struct Turn {
        AttachmentBatch batch;
        std::vector<Position> next; ///< what may be committed once the predictions are acknowledged
        double scoringUs = 0.0;
    };

    Attachment(broker::Connection& connection, SourceRows source, std::unique_ptr<Scorer> scorer,
               std::unique_ptr<PredictionPublisher> publisher, std::shared_ptr<const records::Schema> schema,
               const StartRanges& start, WatchedTopic topic, WatchedTopic target,
               const AttachmentConfig& config);
    [[nodiscard]] Status commitBeginning();
    [[nodiscard]] Result<AttachmentBatch> takeTurn(const std::stop_token& stop,
                                                   std::chrono::milliseconds wait);
    [[nodiscard]] Status lookForPartitions(const std::stop_token& stop);
    void lookAtTarget();
    [[nodiscard]] Error madeAnew();
    [[nodiscard]] Status fillTurn(const std::stop_token& stop, std::chrono::milliseconds wait);
    [[nodiscard]] Status score(records::RecordBatch rows, std::vector<decoder::DecodeFailure> failures);
    [[nodiscard]] Result<AttachmentBatch> finishTurn(const std::stop_token& stop);
    [[nodiscard]] Status commitWhatIsDue(std::chrono::milliseconds wait, const std::stop_token& stop);
    void becomeDue();
    [[nodiscard]] bool overdue() const;
    void sayThatWeAreHere(const std::stop_token& stop);
    [[nodiscard]] Status openPast(const decoder::DecoderSpec& spec, const StartRanges& start);
    [[nodiscard]] AttachmentBatch emptyBatch();

    broker::Connection& m_connection;
    SourceRows m_source;
    std::unique_ptr<Scorer> m_scorer;
    std::unique_ptr<PredictionPublisher> m_publisher; ///< none: nothing is published or committed
    std::shared_ptr<const records::Schema> m_schema;  ///< of rows that are scored
    std::optional<features::OverTimeColumns> m_overTime;
    std::unique_ptr<PastRecords> m_past; ///< null: all that goes before is remembered
    bool m_droppedKeys = false;          ///< told or about to be
    std::vector<std::string> m_notes;    ///< not told yet
    AttachmentConfig m_config;
    WatchedTopic m_topic;
    WatchedTopic m_target;
    bool m_targetMadeAnew;   ///< not told yet
    bool m_madeAnew = false; ///< the source topic: its positions have no meaning any more
    std::vector<PartitionId> m_newAtStart;
    std::vector<PartitionId> m_unread;        ///< of the topic, not followed yet
    std::vector<PartitionId> m_newPartitions; ///< followed, not told yet
    std::vector<Position> m_committed;        ///< as the broker acknowledged it
    std::vector<Position> m_next;             ///< of what was handed out
    std::vector<Position> m_seenSame;         ///< where it stood when it certainly was the same topic
    std::vector<Position> m_askedSame;        ///< the same, once the next answer says so
    std::vector<Position> m_due;
    SteadyClock::time_point m_dueSince;
    std::optional<Turn> m_turn;         ///< scored, not yet acknowledged
    SteadyClock::time_point m_presence; ///< when the group last heard of us
    bool m_over = false;                ///< nothing new is read
    std::int64_t m_scored = 0;
    std::int64_t m_read = 0;
};

/// Names of the headers a prediction carries.
inline constexpr std::string_view kSourceTopicHeader = "driftwood.source.topic";
inline constexpr std::string_view kSourcePartitionHeader = "driftwood.source.partition";
inline constexpr std::string_view kSourceOffsetHeader = "driftwood.source.offset";
inline constexpr std::string_view kModelIdHeader = "driftwood.model.id";
inline constexpr std::string_view kReasonHeader = "driftwood.reason"; ///< a dead letter's

} // namespace driftwood::scoring
