#include "broker/group_observer.h"
#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/fetch.h"
#include "broker/rdkafka/readers.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>

namespace driftwood::broker::rdkafka {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kMaxBatch = 1024;
constexpr int kLookTimeoutMs = 5000;
constexpr int kMostMoves = 5;

bool isOutOfRange(rd_kafka_resp_err_t code) {
    return code == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET || code == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE;
}

class LogTailReader final : public TailReader {
  public:
    LogTailReader(std::shared_ptr<Client> client, std::string topic, Start start, std::string group)
        : m_client(std::move(client))
        , m_topic(std::move(topic))
        , m_group(std::move(group))
        , m_positions(std::move(start.positions))
        , m_room(kMaxBatch) {
        std::sort(m_positions.begin(), m_positions.end());
        for (const PartitionId partition : start.fromBeginning)
            m_movesLeft[partition] = kMostMoves;
    }
    ~LogTailReader() override { m_client->stop(); }

    [[nodiscard]] Status startFetching() { return start(m_positions); }

    [[nodiscard]] Result<RawBatch> next(const std::stop_token& stop,
                                        std::chrono::milliseconds wait) override {
        const auto deadline = SteadyClock::now() + wait;
        BatchBuilder batch(m_client, m_room.size());
        while (batch.empty() && !m_error) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "following the topic was stopped", m_topic);
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
            const auto slice = std::clamp(left, std::chrono::milliseconds(0), kPoll);
            for (rd_kafka_message_t* message : fetch(m_client->queue(), slice, m_room))
                take(message, batch);
            if (auto failure = m_client->events().failure(); failure && !m_error)
                m_error = asReadError(std::move(*failure), m_topic);
            if (left <= kPoll)
                break;
        }
        if (batch.empty() && m_error)
            return tl::unexpected(*m_error);
        return batch.finish();
    }

    [[nodiscard]] Status setHeld(const std::vector<PartitionId>& held) override {
        std::set<PartitionId> wanted(held.begin(), held.end());
        std::vector<Position> released;
        for (const Position& position : m_positions) {
            const bool was = m_held.contains(position.partition);
            const bool is = wanted.contains(position.partition);
            if (is && !was)
                m_client->stop(position.partition);
            if (was && !is)
                released.push_back(position);
        }
        // Not paused: pausing and taking whole batches from the queue sometimes conflict (#4208).
        if (Status status = start(released); !status)
            return status;
        m_held = std::move(wanted);
        return {};
    }

    [[nodiscard]] std::vector<OffsetRange> takeLeftOut() override { return std::exchange(m_leftOut, {}); }

    [[nodiscard]] Status addPartitions(const std::vector<PartitionId>& partitions) override {
        std::vector<Position> added;
        for (const PartitionId partition : partitions)
            added.push_back({partition, Offset(0)});
        if (Status status = start(added); !status)
            return status;
        for (const Position& position : added) {
            m_positions.push_back(position);
            m_movesLeft[position.partition] = kMostMoves;
        }
        std::sort(m_positions.begin(), m_positions.end());
        return {};
    }

    [[nodiscard]] bool connected() const override { return m_client->events().connected(); }

    [[nodiscard]] bool endFellBehind() const override {
        return std::any_of(m_positions.begin(), m_positions.end(), [this](const Position& position) {
            const std::int64_t high = knownEnd(position.partition);
            return high >= 0 && high < position.offset.value;
        });
    }

    [[nodiscard]] std::int64_t lag() const override {
        std::int64_t total = 0;
        for (const Position& position : m_positions) {
            const std::int64_t high = knownEnd(position.partition);
            if (high < 0)
                return -1;
            total += std::max<std::int64_t>(high - position.offset.value, 0);
        }
        return total;
    }

    [[nodiscard]] std::vector<Position> positions() const override { return m_positions; }

    [[nodiscard]] Status commit(const std::vector<Position>& next, Presence presence,
                                std::chrono::milliseconds wait, const std::stop_token& stop) override {
        if (m_group.empty())
            return fail(ErrorCode::InvalidArgument, "there is no consumer group to commit for", m_topic,
                        "Open the reader with a group name.");
        if (next.empty())
            return {};
        if (m_commit.answers == nullptr || m_commit.next != next || m_commit.presence != presence)
            if (Status sent = send(next, presence); !sent)
                return sent;
        const auto deadline = SteadyClock::now() + wait;
        EventPtr answer;
        do {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
            const auto slice = std::clamp(left, std::chrono::milliseconds(0), kPoll);
            answer.reset(rd_kafka_queue_poll(m_commit.answers.get(), static_cast<int>(slice.count())));
        } while (!answer && !stop.stop_requested() && SteadyClock::now() < deadline);
        if (!answer)
            return commitError(RD_KAFKA_RESP_ERR__TIMED_OUT);
        m_commit = {};
        if (const auto code = rd_kafka_event_error(answer.get()); code)
            return commitError(code);
        const auto* committed = rd_kafka_event_topic_partition_list(answer.get());
        for (int i = 0; committed != nullptr && i < committed->cnt; ++i)
            if (const auto code = codeIn(committed->elems[i].err); code)
                return commitError(code);
        return {};
    }

  private:
    /// From the broker's last answer; negative: unknown.
    [[nodiscard]] std::int64_t knownEnd(PartitionId partition) const {
        std::int64_t low = 0;
        std::int64_t high = RD_KAFKA_OFFSET_INVALID;
        rd_kafka_get_watermark_offsets(m_client->handle(), m_topic.c_str(), partition.value, &low, &high);
        return high;
    }

    /// Uses its own queue, because the synchronous call has no time limit.
    [[nodiscard]] Status send(const std::vector<Position>& next, Presence presence) {
        m_commit = {next, presence, QueuePtr(rd_kafka_queue_new(m_client->handle()))};
        const PartitionListPtr list = toList(next);
        const std::string metadata = commitMetadata(presence);
        for (int i = 0; i < list->cnt; ++i) { // freed with the list
            list->elems[i].metadata = strdup(metadata.c_str());
            list->elems[i].metadata_size = metadata.size();
        }
        const auto code =
            rd_kafka_commit_queue(m_client->handle(), list.get(), m_commit.answers.get(), nullptr, nullptr);
        if (!code)
            return {};
        m_commit = {};
        return commitError(code);
    }

    [[nodiscard]] Status start(const std::vector<Position>& positions) {
        if (const auto code = m_client->start(m_topic, positions); code)
            return tl::unexpected(asReadError(clientError(code, {}, m_topic), m_topic));
        return {};
    }

    /// Continues at the log's current beginning if the position means the beginning and nothing was read
    /// there yet, ahead of it by as much as it had moved.
    [[nodiscard]] bool movedWithBeginning(const rd_kafka_message_t& message, Position& position) {
        const auto moves = m_movesLeft.find(position.partition);
        if (moves == m_movesLeft.end() || moves->second-- == 0)
            return false;
        std::int64_t low = 0;
        std::int64_t high = 0;
        if (rd_kafka_query_watermark_offsets(m_client->handle(), m_topic.c_str(), message.partition, &low,
                                             &high, kLookTimeoutMs) != RD_KAFKA_RESP_ERR_NO_ERROR ||
            low < position.offset.value)
            return false;
        const std::int64_t ahead = std::min(low - position.offset.value, (high - low) * 3 / 4);
        const Offset begin(low + ahead);
        m_leftOut.push_back({position.partition, position.offset, begin});
        position.offset = begin;
        m_client->stop(position.partition);
        return start({position}).has_value();
    }

    [[nodiscard]] PartitionListPtr toList(const std::vector<Position>& positions) const {
        PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(positions.size())));
        for (const Position& position : positions)
            rd_kafka_topic_partition_list_add(list.get(), m_topic.c_str(), position.partition.value)->offset =
                position.offset.value;
        return list;
    }

    [[nodiscard]] Status commitError(rd_kafka_resp_err_t code) const {
        Error error = clientError(code, {}, m_topic + ", group " + m_group);
        error.what = "positions were not committed: " + error.what;
        return tl::unexpected(std::move(error));
    }

    [[nodiscard]] Position* positionOf(const rd_kafka_message_t& message) {
        const auto found = std::lower_bound(
            m_positions.begin(), m_positions.end(), message.partition,
            [](const Position& position, std::int32_t p) { return position.partition.value < p; });
        return message.rkt != nullptr && found != m_positions.end() &&
                       found->partition.value == message.partition
                   ? &*found
                   : nullptr;
    }

    void take(rd_kafka_message_t* message, BatchBuilder& batch) {
        Position* position = positionOf(*message);
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && position != nullptr && !m_error &&
            message->offset >= position->offset.value) {
            position->offset = Offset(message->offset + 1);
            if (!m_movesLeft.empty())
                m_movesLeft.erase(position->partition);
            batch.add(message);
            return;
        }
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
            // The offset is past transaction markers, which are never delivered.
            if (position != nullptr && message->offset > position->offset.value)
                position->offset = Offset(message->offset);
        } else if (isOutOfRange(message->err) && position != nullptr &&
                   movedWithBeginning(*message, *position)) {
            // No requested record is missing.
        } else if (message->err && !m_error) {
            m_error = readError(*m_client, m_topic, *message);
        }
        rd_kafka_message_destroy(message);
    }

    std::shared_ptr<Client> m_client;
    std::string m_topic;
    std::string m_group;
    std::vector<Position> m_positions; ///< sorted by partition; the next offset to read of each
    std::set<PartitionId> m_held;
    std::vector<OffsetRange> m_leftOut;
    std::map<PartitionId, int> m_movesLeft; ///< for partitions read from the beginning, until they are read
    struct Commit {
        std::vector<Position> next;
        Presence presence = Presence::Working;
        QueuePtr answers; ///< null: no commit is pending
    };
    Commit m_commit;
    std::optional<Error> m_error; ///< reported after the records that precede it, and from then on
    std::vector<rd_kafka_message_t*> m_room;
};

} // namespace

Result<std::unique_ptr<TailReader>> openTail(const ConnectionProfile& profile, const TopicName& topic,
                                             TailReader::Start start, const std::string& group,
                                             Isolation isolation) {
    if (start.positions.empty())
        return fail(ErrorCode::InvalidArgument, "no partition to follow", topic.value,
                    "Name at least one partition and position.");
    auto client = Client::open(profile, group.empty() ? Client::Kind::Reader : Client::Kind::Committer,
                               readerPurpose(ReaderKind::Tail, isolation, group));
    if (!client)
        return forward(client);
    auto reader = std::make_unique<LogTailReader>(std::move(*client), topic.value, std::move(start), group);
    if (Status status = reader->startFetching(); !status)
        return forward(status);
    return reader;
}

} // namespace driftwood::broker::rdkafka
