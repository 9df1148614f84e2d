#include "broker/range_sets.h"
#include "support/memory_cluster.h"

#include "base/clock.h"

#include <algorithm>
#include <librdkafka/rdkafka.h>
#include <set>

namespace driftwood::test {
namespace {

using broker::OffsetRange;
using broker::RawBatch;
using broker::TopicRanges;

constexpr Offset kEndOfLog(INT64_MAX);

Error gone(const TopicName& topic) {
    return {ErrorCode::TopicGone, "topic or partition is not there (any more)", topic.value, ""};
}

std::string placeOf(const TopicName& topic, const Position& at) {
    return topic.value + "/" + std::to_string(at.partition.value) + " @ " + std::to_string(at.offset.value);
}

class MemoryRangeReader final : public broker::RangeReader {
  public:
    MemoryRangeReader(std::shared_ptr<const MemoryCluster> cluster, TopicRanges ranges,
                      const broker::ReadOptions& options)
        : m_cluster(std::move(cluster))
        , m_left(std::move(ranges))
        , m_options(options) {}

    [[nodiscard]] Result<RawBatch> next(const std::stop_token& stop) override {
        // Partitions take turns, as a broker's answers do. One whose log is too short stalls after the
        // others.
        Result<RawBatch> answer = RawBatch();
        for (std::size_t tried = 0; tried < m_left.ranges.size(); ++tried) {
            OffsetRange& range = m_left.ranges[m_turn++ % m_left.ranges.size()];
            if (range.span() > 0)
                answer = read(range, stop);
            if (answer ? !answer->empty() : answer.error().code != ErrorCode::Stalled)
                return answer;
        }
        return answer;
    }
    [[nodiscard]] Result<RawBatch> nextOf(PartitionId partition, const std::stop_token& stop) override {
        const auto range = std::ranges::find(m_left.ranges, partition, &OffsetRange::partition);
        if (range == m_left.ranges.end() || !m_options.apart)
            return fail(ErrorCode::InvalidArgument, "this partition is not read by itself",
                        m_left.topic.value);
        return range->span() == 0 ? RawBatch() : read(*range, stop);
    }
    [[nodiscard]] bool finished() const override { return m_left.span() == 0; }
    [[nodiscard]] TopicRanges remaining() const override {
        TopicRanges out = m_left;
        std::erase_if(out.ranges, [](const OffsetRange& range) { return range.span() == 0; });
        return out;
    }

  private:
    [[nodiscard]] Result<RawBatch> read(OffsetRange& range, const std::stop_token& stop) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "reading was stopped", m_left.topic.value);
        const auto marks = m_cluster->watermarks(m_left.topic);
        const auto mark = std::ranges::find(marks, range.partition, &broker::Watermarks::partition);
        if (mark == marks.end())
            return tl::unexpected(gone(m_left.topic));
        const std::string where = placeOf(m_left.topic, {range.partition, range.begin});
        if (range.begin < mark->low || range.begin > mark->high)
            return fail(ErrorCode::RangeGone, "the range is not in the log", where);
        if (range.begin == mark->high) // nothing will come while the test waits for it
            return fail(ErrorCode::Stalled, "nothing arrived", where);
        RawBatch batch = m_cluster->read(m_left.topic, range, std::max<std::size_t>(m_options.maxBatch, 1));
        range.begin = batch.records().back().offset.next();
        return batch;
    }

    std::shared_ptr<const MemoryCluster> m_cluster;
    TopicRanges m_left;
    broker::ReadOptions m_options;
    std::size_t m_turn = 0;
};

Result<std::unique_ptr<broker::RangeReader>> openReader(const std::shared_ptr<const MemoryCluster>& cluster,
                                                        TopicRanges ranges,
                                                        const broker::ReadOptions& options) {
    if (!std::ranges::all_of(ranges.ranges, [](const OffsetRange& range) {
            return range.partition.value >= 0 && range.begin.value >= 0;
        }))
        return fail(ErrorCode::InvalidArgument, "range has no such partition or begin", ranges.topic.value);
    if (broker::onePerPartition(ranges).size() > 1)
        return fail(ErrorCode::InvalidArgument, "a reader reads one range of a partition",
                    ranges.topic.value);
    if (!cluster->topic(ranges.topic))
        return tl::unexpected(gone(ranges.topic));
    return std::make_unique<MemoryRangeReader>(cluster, std::move(ranges), options);
}

class MemoryWindowReader final : public broker::WindowReader {
  public:
    explicit MemoryWindowReader(std::shared_ptr<const MemoryCluster> cluster)
        : m_cluster(std::move(cluster)) {}
    [[nodiscard]] Result<std::unique_ptr<broker::RangeReader>> open(const TopicRanges& window,
                                                                    broker::ReadOptions options) override {
        return openReader(m_cluster, window, options);
    }

  private:
    std::shared_ptr<const MemoryCluster> m_cluster;
};

class MemoryTailReader final : public broker::TailReader {
  public:
    MemoryTailReader(std::shared_ptr<MemoryCluster> cluster, TopicName topic, Start start, std::string group)
        : m_cluster(std::move(cluster))
        , m_topic(std::move(topic))
        , m_group(std::move(group))
        , m_positions(std::move(start.positions))
        , m_fromBeginning(start.fromBeginning.begin(), start.fromBeginning.end()) {
        std::ranges::sort(m_positions);
    }

    [[nodiscard]] Result<RawBatch> next(const std::stop_token& stop,
                                        std::chrono::milliseconds wait) override {
        const auto deadline = std::chrono::steady_clock::now() + wait;
        std::uint64_t seen = 0;
        while (true) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "following the topic was stopped", m_topic.value);
            const auto left =
                std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
            seen = m_cluster->waitForMore(seen, stop, std::max(left, std::chrono::milliseconds(0)));
            auto batch = take();
            if (!batch || !batch->empty() || left.count() <= 0)
                return batch;
        }
    }
    [[nodiscard]] Status setHeld(const std::vector<PartitionId>& held) override {
        m_held = {held.begin(), held.end()};
        return {};
    }
    [[nodiscard]] std::vector<OffsetRange> takeLeftOut() override { return std::exchange(m_leftOut, {}); }
    [[nodiscard]] Status addPartitions(const std::vector<PartitionId>& partitions) override {
        for (const PartitionId partition : partitions) {
            m_positions.push_back({partition, Offset(0)});
            m_fromBeginning.insert(partition);
        }
        std::ranges::sort(m_positions);
        return {};
    }
    [[nodiscard]] bool connected() const override { return true; }
    [[nodiscard]] bool endFellBehind() const override {
        return std::ranges::any_of(m_positions,
                                   [this](const Position& at) { return endOf(at.partition) < at.offset; });
    }
    [[nodiscard]] std::int64_t lag() const override {
        std::int64_t total = 0;
        for (const Position& at : m_positions)
            total += std::max<std::int64_t>(endOf(at.partition) - at.offset, 0);
        return total;
    }
    [[nodiscard]] std::vector<Position> positions() const override { return m_positions; }
    [[nodiscard]] Status commit(const std::vector<Position>& next, broker::Presence presence,
                                std::chrono::milliseconds wait, const std::stop_token& stop) override {
        static_cast<void>(wait);
        static_cast<void>(stop);
        if (m_group.empty())
            return fail(ErrorCode::InvalidArgument, "there is no consumer group to commit for",
                        m_topic.value);
        std::vector<broker::GroupPosition> positions;
        for (const Position& at : next)
            positions.push_back(broker::groupPosition(at, broker::commitMetadata(presence)));
        m_cluster->commit(m_group, m_topic, positions);
        return {};
    }

  private:
    [[nodiscard]] Offset endOf(PartitionId partition) const {
        const auto marks = m_cluster->watermarks(m_topic);
        const auto mark = std::ranges::find(marks, partition, &broker::Watermarks::partition);
        return mark == marks.end() ? Offset(0) : mark->high;
    }
    /// The records of the first partition whose turn it is and that has any.
    [[nodiscard]] Result<RawBatch> take() {
        const auto marks = m_cluster->watermarks(m_topic);
        if (marks.empty())
            return tl::unexpected(gone(m_topic));
        for (std::size_t tried = 0; tried < m_positions.size(); ++tried) {
            Position& at = m_positions[m_turn++ % m_positions.size()];
            const auto mark = std::ranges::find(marks, at.partition, &broker::Watermarks::partition);
            if (mark == marks.end() || m_held.contains(at.partition))
                continue;
            if (at.offset < mark->low && m_fromBeginning.contains(at.partition)) {
                m_leftOut.push_back({at.partition, at.offset, mark->low});
                at.offset = mark->low;
            }
            if (at.offset < mark->low || at.offset > mark->high)
                return fail(ErrorCode::RangeGone, "the position is not in the log", placeOf(m_topic, at));
            if (at.offset == mark->high)
                continue;
            RawBatch batch = m_cluster->read(m_topic, {at.partition, at.offset, kEndOfLog}, kMostAtOnce);
            at.offset = batch.records().back().offset.next();
            m_fromBeginning.erase(at.partition);
            return batch;
        }
        return RawBatch();
    }

    static constexpr std::size_t kMostAtOnce = 1024;

    std::shared_ptr<MemoryCluster> m_cluster;
    TopicName m_topic;
    std::string m_group;
    std::vector<Position> m_positions; ///< the next offset of each partition, by partition
    std::set<PartitionId> m_fromBeginning;
    std::set<PartitionId> m_held;
    std::vector<OffsetRange> m_leftOut;
    std::size_t m_turn = 0;
};

class MemoryPublisher final : public broker::Publisher {
  public:
    MemoryPublisher(std::shared_ptr<MemoryCluster> cluster, broker::TopicInfo topic, bool keepUndelivered)
        : m_cluster(std::move(cluster))
        , m_topic(std::move(topic))
        , m_keepUndelivered(keepUndelivered) {}

    [[nodiscard]] Status publish(const broker::OutgoingRecord& record) override {
        const PartitionId partition = record.partition.value_or(partitionOf(record.key));
        MemoryCluster::Record stored{record.timestamp.value_or(timeNow()), std::nullopt, std::nullopt,
                                     record.headers};
        if (record.key)
            stored.key = *record.key;
        if (record.value)
            stored.value = *record.value;
        if (m_cluster->append(m_topic.name, partition, std::move(stored))) {
            ++m_delivered;
            return {};
        }
        const Error error{ErrorCode::NotFound, "partition does not exist", m_topic.name.value, ""};
        if (!m_keepUndelivered)
            return tl::unexpected(error);
        m_undelivered.push_back({record.tag, broker::DeliveryFault::Lasting, error});
        return {};
    }
    [[nodiscard]] Status flush(std::chrono::milliseconds timeout) override {
        static_cast<void>(timeout);
        return {};
    }
    [[nodiscard]] std::int64_t delivered() const override { return m_delivered; }
    [[nodiscard]] std::vector<broker::Undelivered> takeUndelivered() override {
        return std::exchange(m_undelivered, {});
    }

  private:
    [[nodiscard]] PartitionId partitionOf(const std::optional<std::string_view>& key) const {
        if (!key) // a broker's clients take any
            return PartitionId(0);
        return PartitionId(rd_kafka_msg_partitioner_murmur2(nullptr, key->data(), key->size(),
                                                            static_cast<int>(m_topic.partitions.size()),
                                                            nullptr, nullptr));
    }

    std::shared_ptr<MemoryCluster> m_cluster;
    broker::TopicInfo m_topic;
    bool m_keepUndelivered;
    std::int64_t m_delivered = 0;
    std::vector<broker::Undelivered> m_undelivered;
};

class MemoryTopicWatch final : public broker::TopicWatch {
  public:
    MemoryTopicWatch(std::shared_ptr<const MemoryCluster> cluster, TopicName topic,
                     std::chrono::milliseconds every)
        : m_cluster(std::move(cluster))
        , m_topic(std::move(topic))
        , m_every(every)
        , m_asked(std::chrono::steady_clock::now()) {}
    [[nodiscard]] std::optional<broker::TopicInfo> look() override {
        if (!m_hurried && std::chrono::steady_clock::now() - m_asked < m_every)
            return std::nullopt;
        return now({});
    }
    void hurry() override { m_hurried = true; }
    [[nodiscard]] std::optional<broker::TopicInfo> now(std::chrono::milliseconds wait) override {
        static_cast<void>(wait);
        m_hurried = false;
        m_asked = std::chrono::steady_clock::now();
        return m_cluster->topic(m_topic);
    }

  private:
    std::shared_ptr<const MemoryCluster> m_cluster;
    TopicName m_topic;
    std::chrono::milliseconds m_every;
    std::chrono::steady_clock::time_point m_asked;
    bool m_hurried = false;
};

class MemoryGroupObserver final : public broker::GroupObserver {
  public:
    MemoryGroupObserver(std::shared_ptr<const MemoryCluster> cluster, std::string group, TopicName topic)
        : m_cluster(std::move(cluster))
        , m_group(std::move(group))
        , m_topic(std::move(topic)) {}
    [[nodiscard]] Result<std::vector<broker::GroupPosition>> positions(std::chrono::milliseconds wait,
                                                                       const std::stop_token& stop) override {
        static_cast<void>(wait);
        static_cast<void>(stop);
        return m_cluster->committed(m_group, m_topic);
    }
    [[nodiscard]] std::vector<broker::GroupMember> members() override { return {}; }

  private:
    std::shared_ptr<const MemoryCluster> m_cluster;
    std::string m_group;
    TopicName m_topic;
};

} // namespace

Result<std::unique_ptr<broker::RangeReader>>
MemoryConnection::openRangeReader(TopicRanges ranges, broker::ReadOptions options) const {
    return openReader(m_cluster, std::move(ranges), options);
}

std::unique_ptr<broker::WindowReader>
MemoryConnection::createWindowReader(broker::Isolation isolation) const {
    static_cast<void>(isolation);
    return std::make_unique<MemoryWindowReader>(m_cluster);
}

Result<std::unique_ptr<broker::TailReader>> MemoryConnection::openTail(const TopicName& topic,
                                                                       broker::TailReader::Start start,
                                                                       const std::string& group,
                                                                       broker::Isolation isolation) const {
    static_cast<void>(isolation);
    if (start.positions.empty())
        return fail(ErrorCode::InvalidArgument, "no partition to follow", topic.value);
    if (!m_cluster->topic(topic))
        return tl::unexpected(gone(topic));
    return std::make_unique<MemoryTailReader>(m_cluster, topic, std::move(start), group);
}

Result<std::unique_ptr<broker::Publisher>>
MemoryConnection::openPublisher(const TopicName& topic, const broker::PublishOptions& options) const {
    if (m_profile.readOnly)
        return fail(ErrorCode::NotAuthorized, "connection is read-only", topic.value);
    auto info = m_cluster->topic(topic);
    if (!info)
        return fail(ErrorCode::NotFound, "topic does not exist", topic.value);
    return std::make_unique<MemoryPublisher>(m_cluster, std::move(*info), options.keepUndelivered);
}

Result<std::unique_ptr<broker::TopicWatch>>
MemoryConnection::watchTopic(const TopicName& topic, std::chrono::milliseconds every) const {
    return std::make_unique<MemoryTopicWatch>(m_cluster, topic, every);
}

Result<std::unique_ptr<broker::GroupObserver>>
MemoryConnection::observeGroup(const std::string& group, const TopicName& topic,
                               const std::vector<PartitionId>& partitions) const {
    static_cast<void>(partitions);
    return std::make_unique<MemoryGroupObserver>(m_cluster, group, topic);
}

} // namespace driftwood::test
