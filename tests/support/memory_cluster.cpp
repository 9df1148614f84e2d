#include "support/memory_cluster.h"

#include "base/order_time.h"

#include <algorithm>

namespace driftwood::test {
namespace {

using Record = MemoryCluster::Record;

/// Keeps the cluster whose records a batch points into.
class Kept final : public broker::RawBatch::Owner {
  public:
    Kept(std::shared_ptr<const MemoryCluster> cluster, std::vector<const Record*> records)
        : m_cluster(std::move(cluster))
        , m_records(std::move(records)) {}
    [[nodiscard]] broker::Headers headers(std::size_t index) const override {
        return m_records[index]->headers;
    }
    [[nodiscard]] std::optional<std::string_view> header(std::size_t index, const char* name) const override {
        return broker::lastHeader(m_records[index]->headers, name);
    }

  private:
    std::shared_ptr<const MemoryCluster> m_cluster;
    std::vector<const Record*> m_records;
};

std::string_view viewOf(const std::optional<std::string>& text) {
    return text ? std::string_view(*text) : std::string_view();
}

broker::TopicInfo infoOf(const TopicName& name, const std::string& id, std::size_t partitions) {
    broker::TopicInfo info{.name = name, .topicId = id, .partitions = {}, .replicationFactor = 1};
    for (std::size_t i = 0; i < partitions; ++i)
        info.partitions.emplace_back(static_cast<std::int32_t>(i));
    return info;
}

} // namespace

std::shared_ptr<broker::Connection> MemoryCluster::connect(bool readOnly) {
    return std::make_shared<MemoryConnection>(shared_from_this(), readOnly);
}

bool MemoryCluster::createTopic(const TopicName& name, int partitions) {
    const std::lock_guard lock(m_mutex);
    Topic made{"memory-" + std::to_string(m_topics.size()),
               std::vector<Partition>(static_cast<std::size_t>(partitions))};
    return m_topics.try_emplace(name, std::move(made)).second;
}

void MemoryCluster::dropBefore(const TopicName& topic, const Position& begin) {
    const std::lock_guard lock(m_mutex);
    m_topics.at(topic).partitions.at(static_cast<std::size_t>(begin.partition.value)).low =
        begin.offset.value;
}

const MemoryCluster::Partition* MemoryCluster::find(const TopicName& topic, PartitionId partition) const {
    const auto found = m_topics.find(topic);
    const auto index = static_cast<std::size_t>(partition.value);
    return found == m_topics.end() || partition.value < 0 || index >= found->second.partitions.size()
               ? nullptr
               : &found->second.partitions[index];
}

std::vector<broker::TopicInfo> MemoryCluster::topics() const {
    const std::lock_guard lock(m_mutex);
    std::vector<broker::TopicInfo> out;
    for (const auto& [name, topic] : m_topics)
        out.push_back(infoOf(name, topic.id, topic.partitions.size()));
    return out;
}

std::optional<broker::TopicInfo> MemoryCluster::topic(const TopicName& name) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_topics.find(name);
    if (found == m_topics.end())
        return std::nullopt;
    return infoOf(name, found->second.id, found->second.partitions.size());
}

std::vector<broker::Watermarks> MemoryCluster::watermarks(const TopicName& topic) const {
    const std::lock_guard lock(m_mutex);
    std::vector<broker::Watermarks> marks;
    if (const auto found = m_topics.find(topic); found != m_topics.end())
        for (const Partition& partition : found->second.partitions)
            marks.push_back({PartitionId(static_cast<std::int32_t>(marks.size())), Offset(partition.low),
                             Offset(static_cast<std::int64_t>(partition.records.size()))});
    return marks;
}

std::vector<Position> MemoryCluster::offsetsAtTime(const TopicName& topic, TimestampMs time) const {
    std::vector<Position> out;
    for (const broker::Watermarks& mark : watermarks(topic)) {
        std::vector<std::int64_t> stamps;
        const broker::RawBatch all =
            read(topic, {mark.partition, mark.low, mark.high}, static_cast<std::size_t>(-1));
        for (const broker::RawRecord& record : all.records())
            stamps.push_back(record.timestamp.value);
        const auto placed = orderTimes(stamps);
        const auto first = std::ranges::find_if(placed, [&](std::int64_t at) { return at >= time.value; });
        out.push_back({mark.partition, Offset(mark.low.value + (first - placed.begin()))});
    }
    return out;
}

broker::RawBatch MemoryCluster::read(const TopicName& topic, const broker::OffsetRange& range,
                                     std::size_t most) const {
    const std::lock_guard lock(m_mutex);
    std::vector<broker::RawRecord> views;
    std::vector<const Record*> records;
    const Partition* partition = find(topic, range.partition);
    if (partition == nullptr)
        return {};
    const std::int64_t begin = std::max(range.begin.value, partition->low);
    const std::int64_t end = std::min(range.end.value, static_cast<std::int64_t>(partition->records.size()));
    for (std::int64_t offset = begin; offset < end && views.size() < most; ++offset) {
        const Record& record = partition->records[static_cast<std::size_t>(offset)];
        records.push_back(&record);
        views.push_back({.partition = range.partition,
                         .offset = Offset(offset),
                         .timestamp = record.time,
                         .hasKey = record.key.has_value(),
                         .hasValue = record.value.has_value(),
                         .key = viewOf(record.key),
                         .value = viewOf(record.value)});
    }
    return {std::make_unique<Kept>(shared_from_this(), std::move(records)), std::move(views)};
}

bool MemoryCluster::append(const TopicName& topic, PartitionId partition, Record record) {
    const std::lock_guard lock(m_mutex);
    const Partition* found = find(topic, partition);
    if (found == nullptr)
        return false;
    m_topics.at(topic).partitions[static_cast<std::size_t>(partition.value)].records.push_back(
        std::move(record));
    ++m_appends;
    m_appended.notify_all();
    return true;
}

std::uint64_t MemoryCluster::waitForMore(std::uint64_t seen, const std::stop_token& stop,
                                         std::chrono::milliseconds wait) const {
    std::unique_lock lock(m_mutex);
    m_appended.wait_for(lock, stop, wait, [&] { return m_appends != seen; });
    return m_appends;
}

void MemoryCluster::commit(const std::string& group, const TopicName& topic,
                           const std::vector<broker::GroupPosition>& next) {
    const std::lock_guard lock(m_mutex);
    for (const broker::GroupPosition& each : next)
        m_committed[{group, topic}][each.position.partition] = each;
}

std::vector<broker::GroupPosition> MemoryCluster::committed(const std::string& group,
                                                            const TopicName& topic) const {
    const std::lock_guard lock(m_mutex);
    std::vector<broker::GroupPosition> out;
    if (const auto found = m_committed.find({group, topic}); found != m_committed.end())
        for (const auto& [partition, position] : found->second)
            out.push_back(position);
    return out;
}

MemoryConnection::MemoryConnection(std::shared_ptr<MemoryCluster> cluster, bool readOnly)
    : m_cluster(std::move(cluster)) {
    m_profile.name = "memory";
    m_profile.readOnly = readOnly;
}

Result<broker::ClusterInfo> MemoryConnection::cluster() {
    return broker::ClusterInfo{.clusterId = "memory", .brokers = 1, .topics = m_cluster->topics()};
}

Result<broker::TopicInfo> MemoryConnection::topic(const TopicName& name) {
    auto info = m_cluster->topic(name);
    if (!info)
        return fail(ErrorCode::NotFound, "topic does not exist", name.value);
    return *info;
}

Result<std::vector<broker::Watermarks>> MemoryConnection::watermarks(const TopicName& topic,
                                                                     broker::Isolation isolation) {
    static_cast<void>(isolation);
    if (!m_cluster->topic(topic))
        return fail(ErrorCode::NotFound, "topic does not exist", topic.value);
    return m_cluster->watermarks(topic);
}

Result<std::vector<Position>> MemoryConnection::offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                              broker::Isolation isolation) {
    static_cast<void>(isolation);
    if (!m_cluster->topic(topic))
        return fail(ErrorCode::NotFound, "topic does not exist", topic.value);
    return m_cluster->offsetsAtTime(topic, time);
}

Result<std::vector<Position>> MemoryConnection::committed(const std::string& group, const TopicName& topic) {
    if (!m_cluster->topic(topic))
        return fail(ErrorCode::NotFound, "topic does not exist", topic.value);
    if (group.empty())
        return fail(ErrorCode::InvalidArgument, "consumer group has no name", topic.value);
    std::vector<Position> positions;
    for (const broker::GroupPosition& each : m_cluster->committed(group, topic))
        positions.push_back(each.position);
    return positions;
}

Result<broker::TopicGroups> MemoryConnection::groups(const TopicName& topic, const std::stop_token& stop) {
    static_cast<void>(stop);
    return fail(ErrorCode::Unsupported, "a cluster in memory does not list groups", topic.value);
}

Result<std::vector<broker::TopicSetting>> MemoryConnection::settings(const TopicName& topic) {
    return fail(ErrorCode::Unsupported, "a cluster in memory has no settings", topic.value);
}

Status MemoryConnection::createTopic(const TopicName& name, int partitions,
                                     const std::map<std::string, std::string>& config) {
    static_cast<void>(config);
    if (m_profile.readOnly)
        return fail(ErrorCode::NotAuthorized, "connection is read-only", name.value);
    if (!m_cluster->createTopic(name, partitions))
        return fail(ErrorCode::AlreadyExists, "topic exists already", name.value);
    return {};
}

} // namespace driftwood::test
