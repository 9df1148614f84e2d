#include "dataset/dataset.h"

#include <algorithm>

namespace driftwood::dataset {
namespace {

/// False when the broker does not report topic settings.
bool isCompacted(broker::Connection& connection, const TopicName& topic) {
    const auto settings = connection.settings(topic);
    if (!settings)
        return false;
    const auto policy = std::ranges::find(*settings, "cleanup.policy", &broker::TopicSetting::name);
    return policy != settings->end() && policy->value.value_or("").find("compact") != std::string::npos;
}

/// For ranges that end at the last stable offset: how many offsets lie beyond it.
std::vector<std::string> waiting(broker::Connection& connection, const broker::TopicRanges& ranges) {
    // Ask for the log's end first, or records written in between would look like a transaction.
    const auto all = connection.watermarks(ranges.topic, broker::Isolation::ReadUncommitted);
    const auto stable = connection.watermarks(ranges.topic, broker::Isolation::ReadCommitted);
    std::vector<std::string> notes;
    if (!stable || !all)
        return notes;
    for (const broker::Watermarks& mark : *stable) {
        const auto end = std::ranges::find(*all, mark.partition, &broker::Watermarks::partition);
        const bool reached = std::ranges::any_of(ranges.ranges, [&](const broker::OffsetRange& range) {
            return range.partition == mark.partition && range.end >= mark.high;
        });
        if (!reached || end == all->end() || end->high <= mark.high)
            continue;
        notes.push_back("partition " + std::to_string(mark.partition.value) + ": " +
                        std::to_string(end->high - mark.high) + " offsets (" +
                        std::to_string(mark.high.value) + " to " + std::to_string(end->high.value - 1) +
                        ") wait behind an open transaction and are not read");
    }
    return notes;
}

} // namespace

std::vector<std::string> topicNotes(broker::Connection& connection, const broker::TopicRanges& ranges,
                                    broker::Isolation isolation) {
    std::vector<std::string> notes;
    if (isolation == broker::Isolation::ReadCommitted)
        notes = waiting(connection, ranges);
    if (isCompacted(connection, ranges.topic))
        notes.push_back("topic " + ranges.topic.value +
                        " is compacted: the broker may remove records from these ranges at any time, and a "
                        "data set of them can then not be read again");
    return notes;
}

} // namespace driftwood::dataset
