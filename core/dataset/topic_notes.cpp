#include "broker/peek.h"
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
    std::vector<std::string> notes;
    const auto held = broker::heldBack(connection, ranges.topic);
    if (!held)
        return notes;
    for (const broker::OffsetRange& open : *held)
        if (std::ranges::any_of(ranges.ranges, [&](const broker::OffsetRange& range) {
                return range.partition == open.partition && range.end >= open.begin;
            }))
            notes.push_back(broker::heldBackText(open));
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
