#pragma once

#include "broker/connection.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::test {

/// Topics in this process' memory, for tests of what is done with records: what they need of a broker without
/// a socket, a thread or a wait. How Kafka's protocol behaves is tested with the embedded broker and Apache
/// Kafka. Has no transactions, no compaction, and tells neither groups nor settings. Thread-safe.
class MemoryCluster : public std::enable_shared_from_this<MemoryCluster> {
  public:
    struct Record {
        TimestampMs time;
        std::optional<std::string> key;
        std::optional<std::string> value; ///< none: a tombstone
        broker::Headers headers;
    };

    [[nodiscard]] static std::shared_ptr<MemoryCluster> create() { return std::make_shared<MemoryCluster>(); }
    /// A connection keeps the cluster, and so does what it makes.
    [[nodiscard]] std::shared_ptr<broker::Connection> connect(bool readOnly = false);

    bool createTopic(const TopicName& name, int partitions); ///< false: there is one
    /// Retention: what lies before the offset can no longer be read.
    void dropBefore(const TopicName& topic, const Position& begin);

    // The answers to connections; none or empty where there is no such topic or partition.
    [[nodiscard]] std::vector<broker::TopicInfo> topics() const;
    [[nodiscard]] std::optional<broker::TopicInfo> topic(const TopicName& name) const;
    [[nodiscard]] std::vector<broker::Watermarks> watermarks(const TopicName& topic) const;
    [[nodiscard]] std::vector<Position> offsetsAtTime(const TopicName& topic, TimestampMs time) const;
    /// The records of a range that are there, `most` at most.
    [[nodiscard]] broker::RawBatch read(const TopicName& topic, const broker::OffsetRange& range,
                                        std::size_t most) const;
    [[nodiscard]] bool append(const TopicName& topic, PartitionId partition, Record record);
    /// Waits until something is appended after `seen` appends, and gives the number of all appends.
    std::uint64_t waitForMore(std::uint64_t seen, const std::stop_token& stop,
                              std::chrono::milliseconds wait) const;
    void commit(const std::string& group, const TopicName& topic,
                const std::vector<broker::GroupPosition>& next);
    [[nodiscard]] std::vector<broker::GroupPosition> committed(const std::string& group,
                                                               const TopicName& topic) const;

  private:
    struct Partition {
        std::int64_t low = 0;
        std::deque<Record> records; ///< by offset from 0; never moved or removed, as batches point into them
    };
    struct Topic {
        std::string id;
        std::vector<Partition> partitions;
    };

    [[nodiscard]] const Partition* find(const TopicName& topic, PartitionId partition) const;

    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_appended;
    std::map<TopicName, Topic> m_topics;
    std::map<std::pair<std::string, TopicName>, std::map<PartitionId, broker::GroupPosition>> m_committed;
    std::uint64_t m_appends = 0;
};

/// A connection to a MemoryCluster. Tests override the answers that they change.
class MemoryConnection : public broker::Connection {
  public:
    explicit MemoryConnection(std::shared_ptr<MemoryCluster> cluster, bool readOnly = false);

    [[nodiscard]] const broker::ConnectionProfile& profile() const override { return m_profile; }
    [[nodiscard]] Result<broker::ClusterInfo> cluster() override;
    [[nodiscard]] Result<broker::TopicInfo> topic(const TopicName& name) override;
    [[nodiscard]] Result<std::vector<broker::Watermarks>> watermarks(const TopicName& topic,
                                                                     broker::Isolation isolation) override;
    [[nodiscard]] Result<std::vector<Position>> offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                              broker::Isolation isolation) override;
    [[nodiscard]] Result<std::vector<Position>> committed(const std::string& group,
                                                          const TopicName& topic) override;
    [[nodiscard]] Result<broker::TopicGroups> groups(const TopicName& topic,
                                                     const std::stop_token& stop) override;
    [[nodiscard]] Result<std::vector<broker::TopicSetting>> settings(const TopicName& topic) override;
    [[nodiscard]] Status createTopic(const TopicName& name, int partitions,
                                     const std::map<std::string, std::string>& config) override;
    [[nodiscard]] Result<std::unique_ptr<broker::RangeReader>>
    openRangeReader(broker::TopicRanges ranges, broker::ReadOptions options) const override;
    [[nodiscard]] std::unique_ptr<broker::WindowReader>
    createWindowReader(broker::Isolation isolation) const override;
    [[nodiscard]] Result<std::unique_ptr<broker::TailReader>>
    openTail(const TopicName& topic, broker::TailReader::Start start, const std::string& group,
             broker::Isolation isolation) const override;
    [[nodiscard]] Result<std::unique_ptr<broker::Publisher>>
    openPublisher(const TopicName& topic, const broker::PublishOptions& options) const override;
    [[nodiscard]] Result<std::unique_ptr<broker::TopicWatch>>
    watchTopic(const TopicName& topic, std::chrono::milliseconds every) const override;
    [[nodiscard]] Result<std::unique_ptr<broker::GroupObserver>>
    observeGroup(const std::string& group, const TopicName& topic,
                 const std::vector<PartitionId>& partitions) const override;

  private:
    std::shared_ptr<MemoryCluster> m_cluster;
    broker::ConnectionProfile m_profile;
};

} // namespace driftwood::test
