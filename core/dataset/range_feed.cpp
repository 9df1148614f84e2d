#include "dataset/range_feed.h"

#include "broker/range_sets.h"
#include "dataset/partition_tally.h"

namespace driftwood::dataset {
namespace {

// Enough to bridge short delays on either side; each batch pins the fetch buffers it came from.
constexpr std::size_t kMostBatchesAhead = 16;

} // namespace

struct RangeFeed::State {
    const broker::Connection& connection;
    broker::ReadOptions options;
    std::vector<broker::TopicRanges> parts; ///< read one after the other; each has one range per partition
    PartitionTallies tallies;               ///< owned by the reading thread until it has ended
    std::unique_ptr<broker::RangeReader> reader = nullptr;
    std::size_t part = 0;                               ///< the one that the reader reads
    std::optional<ReadAhead<broker::RawBatch>> ahead{}; ///< last: its thread uses the rest

    Status openPart() {
        reader.reset();
        auto opened = connection.openRangeReader(parts[part], options);
        if (!opened)
            return forward(opened);
        reader = std::move(*opened);
        return {};
    }

    Result<std::optional<broker::RawBatch>> produce(const std::stop_token& stop) {
        while (true) {
            while (!reader->finished()) {
                auto batch = reader->next(stop);
                if (!batch)
                    return forward(batch);
                if (batch->empty())
                    continue;
                tallies.count(*batch);
                return std::optional(std::move(*batch));
            }
            if (++part >= parts.size())
                return std::optional<broker::RawBatch>();
            if (Status opened = openPart(); !opened)
                return forward(opened);
        }
    }
};

RangeFeed::RangeFeed(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}

RangeFeed::~RangeFeed() = default;

Result<std::unique_ptr<RangeFeed>> RangeFeed::open(const broker::Connection& connection,
                                                   broker::TopicRanges ranges, Options options) {
    auto parts = broker::onePerPartition(ranges);
    if (parts.empty())
        parts.push_back({ranges.topic, {}});
    broker::ReadOptions reading;
    reading.isolation = options.isolation;
    auto state = std::unique_ptr<State>(
        new State{connection, reading, std::move(parts), PartitionTallies(ranges, options.digest)});
    if (Status opened = state->openPart(); !opened)
        return forward(opened);
    State& shared = *state;
    state->ahead.emplace(kMostBatchesAhead,
                         [&shared](const std::stop_token& stop) { return shared.produce(stop); });
    return std::unique_ptr<RangeFeed>(new RangeFeed(std::move(state)));
}

Result<std::optional<broker::RawBatch>> RangeFeed::next(const std::stop_token& stop,
                                                        const SilenceSink& onSilence) {
    return m_state->ahead->next(stop, onSilence);
}

std::vector<PartitionManifest> RangeFeed::partitions() { return m_state->tallies.finish(); }

} // namespace driftwood::dataset
