#include "browsing/whole_value.h"

#include "broker/each_record.h"

namespace driftwood::browsing {

Result<std::optional<std::string>> readWholeValue(const broker::Connection& connection,
                                                  const TopicName& topic, const Position& position,
                                                  const std::stop_token& stop) {
    if (!connection.profile().masks.empty())
        return fail(ErrorCode::NotAuthorized, "the connection masks fields, so the whole value is not shown",
                    topic.value);
    broker::ReadOptions options;
    options.isolation = broker::Isolation::ReadUncommitted; // the record has already been shown
    options.interactive = true;
    const Offset end(position.offset.value + 1);
    auto reader = connection.openRangeReader({topic, {{position.partition, position.offset, end}}}, options);
    if (!reader)
        return forward(reader);
    bool found = false;
    std::optional<std::string> value;
    const auto take = [&](const broker::RawRecord& record) {
        found = record.offset == position.offset;
        if (found && record.hasValue)
            value = record.value;
        return !found;
    };
    if (Status read = broker::forEachRecord(**reader, stop, take); !read)
        return forward(read);
    if (found)
        return value;
    return fail(ErrorCode::NotFound, "the log has no record here any more",
                topic.value + " P" + std::to_string(position.partition.value) + " @ " +
                    std::to_string(position.offset.value),
                "It was compacted away. Look at the topic again.");
}

} // namespace driftwood::browsing
