#include "app/cli/start_option.h"

#include "app/cli/range_options.h"
#include "base/whole_text.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <map>

namespace driftwood::cli {
namespace {

constexpr const char* kOption = "--offset";
constexpr const char* kForms =
    "Give stored, beginning, end, an offset, -N (the last N of each partition), s@TIME, "
    "or one for each partition: 0:120,1:98.";

std::string nameOf(const TopicName& topic, PartitionId partition) {
    return topic.value + "/" + std::to_string(partition.value);
}

Result<Offset> resolveFor(broker::Connection& connection, const TopicName& topic,
                          const broker::Watermarks& marks, const std::string& text) {
    const bool isTime = text.starts_with("s@") || text.starts_with("e@");
    if (isTime)
        return fail(ErrorCode::InvalidArgument, "\"" + text + "\" is not an offset", kOption, kForms);
    const auto resolved =
        resolveEdge(connection, topic, broker::Isolation::ReadCommitted, {marks}, text, kOption);
    if (!resolved)
        return fail(ErrorCode::InvalidArgument, resolved.error().what, kOption, kForms);
    return resolved->begin()->second;
}

/// "0:120,1:98": every partition once.
Result<std::map<PartitionId, Offset>> parseList(broker::Connection& connection, const TopicName& topic,
                                                const std::vector<broker::Watermarks>& marks,
                                                const std::string& text) {
    const auto refuse = [](const std::string& why, const std::string& where) {
        return fail(ErrorCode::InvalidArgument, why, where, kForms);
    };
    std::map<PartitionId, Offset> positions;
    for (const QString& part : QString::fromStdString(text).split(',')) {
        const std::string each = part.trimmed().toStdString();
        const auto colon = each.find(':');
        const auto number = fromWholeText<std::int32_t>(std::string_view(each).substr(0, colon));
        if (colon == std::string::npos || !number)
            return refuse("\"" + each + "\" is not a partition with an offset", kOption);
        const PartitionId partition(*number);
        const auto found = std::ranges::find(marks, partition, &broker::Watermarks::partition);
        if (found == marks.end())
            return refuse("there is no such partition", nameOf(topic, partition));
        const auto offset = resolveFor(connection, topic, *found, each.substr(colon + 1));
        if (!offset)
            return tl::unexpected(offset.error());
        if (!positions.emplace(partition, *offset).second)
            return refuse("the partition is named twice", nameOf(topic, partition));
    }
    for (const broker::Watermarks& mark : marks)
        if (!positions.contains(mark.partition))
            return refuse("where to begin in partition " + std::to_string(mark.partition.value) +
                              " is not said",
                          nameOf(topic, mark.partition));
    return positions;
}

/// `all`: the watermarks with open transactions included.
Status checkInside(const TopicName& topic, const std::map<PartitionId, Offset>& positions,
                   const std::vector<broker::Watermarks>& all) {
    for (const broker::Watermarks& mark : all) {
        const auto found = positions.find(mark.partition);
        if (found != positions.end() && (found->second < mark.low || found->second > mark.high))
            return fail(ErrorCode::InvalidArgument,
                        "the log reaches from " + std::to_string(mark.low.value) + " to " +
                            std::to_string(mark.high.value) + ", without offset " +
                            std::to_string(found->second.value),
                        nameOf(topic, mark.partition),
                        "Name one for each partition: 0:120,1:98, beginning and end for either edge.");
    }
    return {};
}

} // namespace

Result<std::vector<Position>> parseStart(broker::Connection& connection, const TopicName& topic,
                                         const std::string& text) {
    const auto marks = connection.watermarks(topic);
    const auto all = connection.watermarks(topic, broker::Isolation::ReadUncommitted);
    if (!marks || !all)
        return tl::unexpected(marks ? all.error() : marks.error());
    const bool isTime = text.starts_with("s@") || text.starts_with("e@");
    auto positions =
        !isTime && text.find(':') != std::string::npos
            ? parseList(connection, topic, *marks, text)
            : resolveEdge(connection, topic, broker::Isolation::ReadCommitted, *marks, text, kOption);
    if (!positions) {
        if (positions.error().code == ErrorCode::InvalidArgument && !isTime)
            positions.error().hint = kForms;
        return forward(positions);
    }
    if (Status inside = checkInside(topic, *positions, *all); !inside)
        return forward(inside);
    std::vector<Position> start;
    for (const auto& [partition, offset] : *positions)
        start.push_back({partition, offset});
    return start;
}

} // namespace driftwood::cli
