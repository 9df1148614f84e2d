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
    std::string topicId; ///< the broker's id of this incarnation of the name; empty where the broker has none
    std::vector<PartitionId> partitions;
    int replicationFactor = 0;
    bool internal = false;
};

struct ClusterInfo {
    std::string clusterId;
    int brokers = 0;
    std::vector<TopicInfo> topics; ///< sorted by name
};

/// A record whose stamp is later than most of those that follow it: from a clock that is ahead.
struct StrayRecord {
    Position at;
    TimestampMs stamped;
    TimestampMs placed; ///< by which it is ordered
    bool operator==(const StrayRecord&) const = default;
};

/// Where several times lie in a topic.
struct TimeTable {
    std::vector<std::vector<Position>> positions; ///< [time][partition]
    std::vector<StrayRecord> strays;              ///< seen on the way; others may hide behind them
};

/// A cluster one can ask questions of: one librdkafka handle for metadata, watermarks and times, kept away
/// from readers because a query waits behind a long-polling fetch. Looking never disturbs: no group, no
/// commit, no topic made. Every call blocks for at most the timeout and may be made from any thread; never
/// from a UI thread.
class Connection {
  public:
    /// Connects and logs in; a wrong password, an unknown host and a broker that is down are told apart.
    [[nodiscard]] static Result<std::shared_ptr<Connection>>
    open(ConnectionProfile profile, std::chrono::milliseconds timeout = std::chrono::seconds(10));
    virtual ~Connection() = default;

    [[nodiscard]] virtual const ConnectionProfile& profile() const = 0;
    [[nodiscard]] virtual Result<ClusterInfo> cluster() = 0;
    [[nodiscard]] virtual Result<TopicInfo> topic(const TopicName& name) = 0;
    /// All partitions' watermarks in one request a leader.
    [[nodiscard]] virtual Result<std::vector<Watermarks>>
    watermarks(const TopicName& topic, Isolation isolation = Isolation::ReadCommitted) = 0;
    /// For every partition the first offset whose order time (base/order_time.h) is >= time, the end when
    /// there is none. With ascending timestamps that is the first record at or after the time; a record
    /// stamped later than those that follow it counts as what follows. The broker's answer is therefore
    /// checked by the records behind it. Where that fails, or the broker has no time index (it answers "none"
    /// though younger records exist), records are sampled by bisection.
    [[nodiscard]] virtual Result<std::vector<Position>>
    offsetsAtTime(const TopicName& topic, TimestampMs time,
                  Isolation isolation = Isolation::ReadCommitted) = 0;
    /// The same for many ascending times at once, for counting between them. An answer is checked where it
    /// may hide records: where neighbouring times have the same, and at the last time.
    [[nodiscard]] virtual Result<TimeTable> offsetsAtTimes(const TopicName& topic,
                                                           const std::vector<TimestampMs>& times);
    /// Offsets a group has committed for the topic; partitions without one are left out.
    [[nodiscard]] virtual Result<std::vector<Position>> committed(const std::string& group,
                                                                  const TopicName& topic) = 0;
    /// The groups that have committed offsets of the topic. None is joined. A request a group of the cluster,
    /// so with very many it takes as long as they go on answering, or until stopped. Unsupported where the
    /// broker does not list groups.
    [[nodiscard]] virtual Result<TopicGroups> groups(const TopicName& topic, const std::stop_token& stop) = 0;
    /// The topic's settings by name. Unsupported where the broker does not answer such questions.
    [[nodiscard]] virtual Result<std::vector<TopicSetting>> settings(const TopicName& topic) = 0;
    /// Makes a topic; refused on a read-only profile.
    [[nodiscard]] virtual Status createTopic(const TopicName& name, int partitions,
                                             const std::map<std::string, std::string>& config = {}) = 0;
    /// Of many topics, in as many requests as one takes (here: asked for one by one). A topic that has no
    /// answer is left out; watermarks() says why. An error where nobody answers.
    [[nodiscard]] virtual Result<std::map<TopicName, std::vector<Watermarks>>>
    watermarksOf(const std::vector<TopicInfo>& topics);
};

} // namespace driftwood::broker
