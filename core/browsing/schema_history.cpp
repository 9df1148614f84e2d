#include "browsing/schema_history.h"

#include "broker/each_record.h"
#include "decoder/registry/schema_key.h"
#include "decoder/registry/schema_naming.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace driftwood::browsing {
namespace {

/// Offsets without a record (compaction, transaction markers) that are passed over in one read.
constexpr std::int64_t kReadAtOnce = 200;

/// Looks records up one by one, with one log-in.
class SchemaLook {
  public:
    SchemaLook(broker::Connection& connection, TopicName topic, const std::stop_token& stop)
        : m_windows(connection.createWindowReader())
        , m_topic(std::move(topic))
        , m_stop(stop) {}

    /// The first record with a value in [begin, end); nothing without one.
    [[nodiscard]] Result<std::optional<SchemaSince>> first(PartitionId partition, Offset begin, Offset end);
    /// Adds the changes after `low` up to `high`.
    [[nodiscard]] Status changes(const SchemaSince& low, const SchemaSince& high,
                                 std::vector<SchemaSince>& out);

  private:
    std::unique_ptr<broker::WindowReader> m_windows;
    TopicName m_topic;
    std::stop_token m_stop;
    int m_reads = 0;
};

Result<std::optional<SchemaSince>> SchemaLook::first(PartitionId partition, Offset begin, Offset end) {
    std::optional<SchemaSince> found;
    while (!found && begin < end && m_reads++ < kMostSchemaReads) {
        const Offset until(std::min(end.value, begin.value + kReadAtOnce));
        broker::ReadOptions options;
        options.interactive = true;
        auto reader = m_windows->open({m_topic, {{partition, begin, until}}}, options);
        if (!reader)
            return forward(reader);
        while (!found && !(*reader)->finished()) {
            const auto batch = (*reader)->next(m_stop);
            if (!batch)
                return tl::unexpected<Error>(batch.error());
            for (std::size_t i = 0; i < batch->size() && !found; ++i) {
                const broker::RawRecord& record = batch->records()[i];
                if (record.hasValue)
                    found = SchemaSince{
                        decoder::schemaNaming(record.value, batch->header(i, decoder::schemaHeader(false)))
                            .key,
                        record.timestamp,
                        {partition, record.offset}};
            }
        }
        begin = until;
    }
    return found;
}

// NOLINTNEXTLINE(misc-no-recursion): halves the distance
Status SchemaLook::changes(const SchemaSince& low, const SchemaSince& high, std::vector<SchemaSince>& out) {
    if (low.key == high.key || m_reads >= kMostSchemaReads)
        return {};
    const Offset middle(low.at.offset.value + (high.at.offset.value - low.at.offset.value + 1) / 2);
    auto between = middle < high.at.offset ? first(low.at.partition, middle, high.at.offset)
                                           : Result<std::optional<SchemaSince>>(std::nullopt);
    if (!between)
        return forward(between);
    if (!*between) { // only offsets before the middle are left
        if (middle.value - low.at.offset.value <= 1) {
            out.push_back(high);
            return {};
        }
        auto next = first(low.at.partition, Offset(low.at.offset.value + 1), middle);
        if (!next)
            return forward(next);
        if (!*next) {
            out.push_back(high);
            return {};
        }
        if (Status found = changes(low, **next, out); !found)
            return found;
        return changes(**next, high, out);
    }
    if (Status found = changes(low, **between, out); !found)
        return found;
    return changes(**between, high, out);
}

} // namespace

Result<std::vector<SchemaSince>> schemaHistory(broker::Connection& connection, const TopicName& topic,
                                               const std::stop_token& stop) {
    const auto marks = connection.watermarks(topic);
    if (!marks)
        return tl::unexpected<Error>(marks.error());
    SchemaLook look(connection, topic, stop);
    std::vector<SchemaSince> all;
    for (const broker::Watermarks& mark : *marks) {
        auto first = look.first(mark.partition, mark.low, mark.high);
        if (!first)
            return forward(first);
        if (!*first)
            continue;
        all.push_back(**first);
        std::optional<SchemaSince> last;
        for (std::int64_t back = 1; !last && mark.high.value - back > (*first)->at.offset.value; back *= 4) {
            auto found = look.first(mark.partition, Offset(mark.high.value - back), mark.high);
            if (!found)
                return forward(found);
            last = std::move(*found);
        }
        if (last)
            if (Status found = look.changes(**first, *last, all); !found)
                return forward(found);
    }
    // Across partitions: when each schema is first named, and again where the one before it returns.
    std::ranges::stable_sort(all, {}, [](const SchemaSince& one) { return one.since; });
    std::vector<SchemaSince> out;
    for (SchemaSince& one : all)
        if (std::ranges::find(out, one.key, &SchemaSince::key) == out.end())
            out.push_back(std::move(one));
    return out;
}

} // namespace driftwood::browsing
