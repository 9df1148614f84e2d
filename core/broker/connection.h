#pragma once

#include "base/result.h"
#include "broker/consumer_groups.h"
#include "broker/group_observer.h"
#include "broker/profile/connection_profile.h"
#include "broker/publisher.h"
#include "broker/range_reader.h"
#include "broker/ranges.h"
#include "broker/topic_info.h"
#include "broker/topic_settings.h"
#include "broker/topic_watch.h"
#include "broker/window_reader.h"

#include <chrono>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// A record whose timestamp is later than most of those that follow it, because its clock was ahead.
struct StrayRecord {
    Position at;
    TimestampMs stamped;
    TimestampMs placed; ///< its order time
    bool operator==(const StrayRecord&) const = default;
};

/// The offsets of several times in a topic.
struct TimeTable {
    std::vector<std::vector<Position>> positions; ///< [time][partition]
    std::vector<StrayRecord> strays;              ///< found along the way; there may be more
};

/// The timestamp of a partition's first record and its latest timestamp, by the broker's time index.
struct EdgeTimes {
    TimestampMs first;
    TimestampMs latest;
};

/// Answers questions about a cluster, and makes what reads from it and writes to it: a log is known by
/// nothing else. There is one that speaks Kafka's protocol (rdkafka/); tests have one whose log is in memory.
/// Looking never disturbs: no group, no commit, no topic created.
/// Every question blocks for at most the timeout; any thread may ask, except a UI thread.
/// Objects made here (readers, tails, publishers …) are used from one thread each and do not wait for the
/// connection or for one another. They may outlive the connection.
class Connection {
  public:
    /// Connects to Kafka and logs in. Errors distinguish a wrong password, an unknown host and a broker that
    /// is down.
    [[nodiscard]] static Result<std::shared_ptr<Connection>>
    open(ConnectionProfile profile, std::chrono::milliseconds timeout = std::chrono::seconds(10));
    virtual ~Connection() = default;

    [[nodiscard]] virtual const ConnectionProfile& profile() const = 0;
    [[nodiscard]] virtual Result<ClusterInfo> cluster() = 0;
    [[nodiscard]] virtual Result<TopicInfo> topic(const TopicName& name) = 0;
    /// All partitions' watermarks, with one request per leader.
    [[nodiscard]] virtual Result<std::vector<Watermarks>>
    watermarks(const TopicName& topic, Isolation isolation = Isolation::ReadCommitted) = 0;
    /// For every partition the first offset whose order time (base/order_time.h) is >= time, or the end if
    /// there is none. With ascending timestamps that is the first record at or after the time; a record
    /// stamped later than those that follow it counts with their time. The broker's answer is therefore
    /// checked against the records behind it. If the check fails, or the broker has no time index (it answers
    /// "none" although younger records exist), records are sampled by bisection.
    [[nodiscard]] virtual Result<std::vector<Position>>
    offsetsAtTime(const TopicName& topic, TimestampMs time,
                  Isolation isolation = Isolation::ReadCommitted) = 0;
    /// The same for many ascending times at once, for counting between them. Only answers that may hide
    /// records are checked: those that neighbouring times share, and the last one.
    [[nodiscard]] virtual Result<TimeTable> offsetsAtTimes(const TopicName& topic,
                                                           const std::vector<TimestampMs>& times);
    /// The offsets a group has committed for the topic, by partition; partitions without one are omitted.
    [[nodiscard]] virtual Result<std::vector<Position>> committed(const std::string& group,
                                                                  const TopicName& topic) = 0;
    /// The groups that have committed offsets of the topic, without joining any. It sends one request per
    /// group of the cluster, so with very many groups it takes as long as answers keep coming, or until
    /// stopped. Unsupported if the broker does not list groups.
    [[nodiscard]] virtual Result<TopicGroups> groups(const TopicName& topic, const std::stop_token& stop) = 0;
    /// The topic's settings by name. Unsupported if the broker does not answer such requests.
    [[nodiscard]] virtual Result<std::vector<TopicSetting>> settings(const TopicName& topic) = 0;
    /// Creates a topic; refused on a read-only profile.
    [[nodiscard]] virtual Status createTopic(const TopicName& name, int partitions,
                                             const std::map<std::string, std::string>& config = {}) = 0;
    /// Watermarks of many topics with as many requests as one topic takes (this default asks one by one).
    /// Topics without an answer are omitted; watermarks() gives the reason. An error if nothing answers.
    [[nodiscard]] virtual Result<std::map<TopicName, std::vector<Watermarks>>>
    watermarksOf(const std::vector<TopicInfo>& topics);
    using PartitionPlace = std::pair<TopicName, PartitionId>;
    /// The times of partitions that have records; any number of them takes two requests per leader. A
    /// partition without an answer is omitted: its records have no timestamps, or the broker has no time
    /// index or is older than the request (Kafka 3.0). This default knows no index.
    [[nodiscard]] virtual Result<std::map<PartitionPlace, EdgeTimes>>
    edgeTimes(const std::vector<PartitionPlace>& places, std::chrono::milliseconds timeout);

    /// Takes at most one range per partition; see onePerPartition().
    [[nodiscard]] virtual Result<std::unique_ptr<RangeReader>>
    openRangeReader(TopicRanges ranges, ReadOptions options = {}) const = 0;
    /// Logs in when its first window is opened.
    [[nodiscard]] virtual std::unique_ptr<WindowReader>
    createWindowReader(Isolation isolation = Isolation::ReadCommitted) const = 0;
    /// `group` may be empty; then commit() is an error.
    [[nodiscard]] virtual Result<std::unique_ptr<TailReader>>
    openTail(const TopicName& topic, TailReader::Start start, const std::string& group,
             Isolation isolation = Isolation::ReadCommitted) const = 0;
    /// Refused on a read-only profile and for a topic that does not exist.
    [[nodiscard]] virtual Result<std::unique_ptr<Publisher>>
    openPublisher(const TopicName& topic, const PublishOptions& options = {}) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<TopicWatch>>
    watchTopic(const TopicName& topic, std::chrono::milliseconds every = TopicWatch::kEvery) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<GroupObserver>>
    observeGroup(const std::string& group, const TopicName& topic,
                 const std::vector<PartitionId>& partitions) const = 0;
};

} // namespace driftwood::broker
