#pragma once

#include "base/result.h"
#include "broker/connection_profile.h"
#include "broker/consumer_groups.h"
#include "broker/ranges.h"
#include "broker/topic_settings.h"

#include <chrono>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::broker {

struct TopicInfo {
    TopicName name;
    std::string topicId; ///< the broker's id, which changes when the topic is recreated; may be empty
    std::vector<PartitionId> partitions;
    int replicationFactor = 0;
    bool internal = false;
};

struct ClusterInfo {
    std::string clusterId;
    int brokers = 0;
    std::vector<TopicInfo> topics; ///< sorted by name
};

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

/// Answers questions about a cluster: one librdkafka handle for metadata, watermarks and times,
/// separate from readers because a query waits behind a long-polling fetch.
/// Looking never disturbs: no group, no commit, no topic created.
/// Every call blocks for at most the timeout; any thread may call, except a UI thread.
class Connection {
  public:
    /// Connects and logs in. Errors distinguish a wrong password, an unknown host and a broker that is down.
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
};

} // namespace driftwood::broker
