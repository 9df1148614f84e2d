#include "broker/connection.h"

namespace driftwood::broker {

Result<std::map<TopicName, std::vector<Watermarks>>>
Connection::watermarksOf(const std::vector<TopicInfo>& topics) {
    std::map<TopicName, std::vector<Watermarks>> marks;
    for (const TopicInfo& topic : topics) {
        auto found = watermarks(topic.name);
        if (found)
            marks[topic.name] = std::move(*found);
        else if (found.error().code == ErrorCode::Unreachable || found.error().code == ErrorCode::Stalled)
            return forward(found);
    }
    return marks;
}

Result<TimeTable> Connection::offsetsAtTimes(const TopicName& topic, const std::vector<TimestampMs>& times) {
    TimeTable table;
    for (const TimestampMs time : times) {
        auto found = offsetsAtTime(topic, time);
        if (!found)
            return forward(found);
        table.positions.push_back(std::move(*found));
    }
    return table;
}

Result<std::map<Connection::PartitionPlace, EdgeTimes>>
Connection::edgeTimes(const std::vector<PartitionPlace>& places, std::chrono::milliseconds timeout) {
    static_cast<void>(places);
    static_cast<void>(timeout);
    return std::map<PartitionPlace, EdgeTimes>();
}

} // namespace driftwood::broker
