#include "dataset/dataset.h"

#include <algorithm>

namespace driftwood::dataset {
namespace {

std::string offsets(std::int64_t first, std::int64_t last) {
    return first == last ? "offset " + std::to_string(first)
                         : "offsets " + std::to_string(first) + " to " + std::to_string(last);
}

/// Describes the part of a range that is no longer in the log; empty when all of it is there.
std::string missing(const broker::OffsetRange& range, const std::vector<broker::Watermarks>& watermarks) {
    if (range.span() == 0)
        return {};
    const std::string name = "partition " + std::to_string(range.partition.value) + ": ";
    const auto marks = std::ranges::find(watermarks, range.partition, &broker::Watermarks::partition);
    if (marks == watermarks.end())
        return name + "is no longer there";
    const std::int64_t last = range.end.value - 1;
    if (marks->low > range.begin)
        return name + offsets(range.begin.value, std::min(marks->low.value - 1, last)) +
               " were deleted (the log starts at " + std::to_string(marks->low.value) + ")";
    if (marks->high < range.end)
        return name + offsets(std::max(marks->high, range.begin).value, last) +
               " are not there (the log ends at " + std::to_string(marks->high.value) + ")";
    return {};
}

} // namespace

Result<Replayability> checkReplayable(broker::Connection& connection, const Manifest& manifest) {
    Replayability out;
    auto topic = connection.topic(manifest.topic);
    if (!topic) {
        if (topic.error().code != ErrorCode::NotFound && topic.error().code != ErrorCode::TopicGone)
            return forward(topic);
        out.problems.push_back("topic " + manifest.topic.value + " is no longer there");
        return out;
    }
    if (!manifest.topicId.empty() && !topic->topicId.empty() && topic->topicId != manifest.topicId) {
        out.problems.push_back("topic " + manifest.topic.value +
                               " was deleted and re-created since: it holds other records");
        return out;
    }
    const auto watermarks = connection.watermarks(manifest.topic, manifest.isolation);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    for (const PartitionManifest& partition : manifest.partitions) {
        if (std::string problem = missing(partition.range, *watermarks); !problem.empty())
            out.problems.push_back(std::move(problem));
    }
    out.replayable = out.problems.empty();
    out.warnings = topicNotes(connection, manifest.ranges(), broker::Isolation::ReadUncommitted);
    return out;
}

} // namespace driftwood::dataset
