#include "session/whole_value.h"

#include "broker/range_reader.h"

namespace driftwood::session {

Result<std::optional<std::string>> readWholeValue(const broker::Connection& connection,
                                                  const TopicName& topic, const Position& position,
                                                  const std::stop_token& stop) {
    broker::ReadOptions options;
    options.isolation = broker::Isolation::ReadUncommitted; // it was shown, so it may be read
    options.interactive = true;
    const Offset end(position.offset.value + 1);
    auto reader =
        broker::RangeReader::open(connection, {topic, {{position.partition, position.offset, end}}}, options);
    if (!reader)
        return forward(reader);
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next(stop);
        if (!batch)
            return forward(batch);
        for (const broker::RawRecord& record : batch->records())
            if (record.offset == position.offset)
                return record.hasValue ? std::optional(std::string(record.value)) : std::nullopt;
    }
    return fail(ErrorCode::NotFound, "the log has no record here any more",
                topic.value + " P" + std::to_string(position.partition.value) + " @ " +
                    std::to_string(position.offset.value),
                "It was compacted away. Look at the topic again.");
}

} // namespace driftwood::session
