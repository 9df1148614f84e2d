#include "dataset/range_feed.h"

#include "broker/range_sets.h"
#include "dataset/digest.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace driftwood::dataset {
namespace {

/// Silence is reported after this time; a healthy reader delivers the next batch within milliseconds.
constexpr std::chrono::milliseconds kSilence{1500};

// Enough to bridge short delays on either side; each batch pins the fetch buffers it came from.
constexpr std::size_t kMostBatchesAhead = 16;

/// Counts and digest of one partition so far.
class PartitionTally {
  public:
    explicit PartitionTally(const broker::OffsetRange& range) { m_manifest.range = range; }

    void count(const broker::RawRecord& record, bool digest) {
        m_manifest.payloadBytes += static_cast<std::int64_t>(record.key.size() + record.value.size());
        ++m_manifest.records;
        if (record.timestamp.value >= 0) { // -1: no timestamp
            m_manifest.firstTimestamp =
                m_anyTime ? std::min(m_manifest.firstTimestamp, record.timestamp) : record.timestamp;
            m_manifest.lastTimestamp = std::max(m_manifest.lastTimestamp, record.timestamp);
            m_anyTime = true;
        }
        if (digest)
            updateWithRecord(m_digest, record);
    }

    [[nodiscard]] PartitionManifest finish(bool digest) {
        m_manifest.holes = m_manifest.range.span() - m_manifest.records;
        if (digest)
            m_manifest.sha256 = m_digest.finish();
        return m_manifest;
    }
    [[nodiscard]] const broker::OffsetRange& range() const { return m_manifest.range; }

  private:
    PartitionManifest m_manifest;
    bool m_anyTime = false;
    Sha256 m_digest;
};

} // namespace

struct RangeFeed::State {
    const broker::Connection* connection = nullptr;
    broker::ReadOptions options;
    std::vector<broker::TopicRanges> parts; ///< read one after the other; each has one range per partition
    std::unique_ptr<broker::RangeReader> reader; ///< of the first part; the thread opens the others
    bool digest = true;
    std::vector<PartitionTally>
        tallies; ///< in the order of the ranges; owned by the reading thread until it has ended

    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<broker::RawBatch> ahead;
    Status outcome; ///< result of reading, valid once `ended`
    bool ended = false;

    std::jthread thread; ///< last, so that it is joined before its data is destroyed

    void read(const std::stop_token& stop) {
        Status result = readPart(stop);
        for (std::size_t part = 1; result && part < parts.size(); ++part) {
            reader.reset();
            auto next = broker::RangeReader::open(*connection, parts[part], options);
            if (!next) {
                result = forward(next);
                break;
            }
            reader = std::move(*next);
            result = readPart(stop);
        }
        const std::scoped_lock lock(mutex);
        outcome = std::move(result);
        ended = true;
        changed.notify_all();
    }

    Status readPart(const std::stop_token& stop) {
        while (!reader->finished()) {
            auto batch = reader->next(stop);
            if (!batch)
                return forward(batch);
            if (!batch->empty())
                hand(std::move(*batch), stop);
        }
        return {};
    }

    void hand(broker::RawBatch batch, const std::stop_token& stop) {
        for (const broker::RawRecord& record : batch.records())
            tallyOf(record).count(record, digest);
        std::unique_lock lock(mutex);
        if (!changed.wait(lock, stop, [&] { return ahead.size() < kMostBatchesAhead; }))
            return; // stopped: the reader will report that
        ahead.push_back(std::move(batch));
        changed.notify_all();
    }

    /// The last range of the record's partition that begins at or before its offset.
    PartitionTally& tallyOf(const broker::RawRecord& record) {
        const auto after = std::ranges::upper_bound(
            tallies, std::pair(record.partition, record.offset), {}, [](const PartitionTally& tally) {
                return std::pair(tally.range().partition, tally.range().begin);
            });
        return *std::prev(after);
    }
};

RangeFeed::RangeFeed(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}

RangeFeed::~RangeFeed() = default;

Result<std::unique_ptr<RangeFeed>> RangeFeed::open(const broker::Connection& connection,
                                                   broker::TopicRanges ranges, Options options) {
    auto state = std::make_unique<State>();
    state->digest = options.digest;
    for (const broker::OffsetRange& range : ranges.ranges)
        state->tallies.emplace_back(range);
    state->connection = &connection;
    state->options.isolation = options.isolation;
    state->parts = broker::onePerPartition(ranges);
    auto reader = broker::RangeReader::open(
        connection, state->parts.empty() ? broker::TopicRanges{ranges.topic, {}} : state->parts.front(),
        state->options);
    if (!reader)
        return forward(reader);
    state->reader = std::move(*reader);
    State& shared = *state;
    state->thread = std::jthread([&shared](const std::stop_token& stop) { shared.read(stop); });
    return std::unique_ptr<RangeFeed>(new RangeFeed(std::move(state)));
}

Result<std::optional<broker::RawBatch>> RangeFeed::next(const std::stop_token& stop,
                                                        const SilenceSink& onSilence) {
    using SteadyClock = std::chrono::steady_clock;
    const auto begun = SteadyClock::now();
    std::unique_lock lock(m_state->mutex);
    const auto ready = [&] { return !m_state->ahead.empty() || m_state->ended; };
    while (!m_state->changed.wait_for(lock, stop, kSilence, ready) && !stop.stop_requested()) {
        lock.unlock();
        if (onSilence)
            onSilence(std::chrono::duration_cast<std::chrono::seconds>(SteadyClock::now() - begun));
        lock.lock();
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "reading was stopped");
    if (!m_state->ahead.empty()) {
        std::optional<broker::RawBatch> batch(std::move(m_state->ahead.front()));
        m_state->ahead.pop_front();
        m_state->changed.notify_all();
        return batch;
    }
    if (!m_state->outcome)
        return forward(m_state->outcome);
    return std::optional<broker::RawBatch>();
}

std::vector<PartitionManifest> RangeFeed::partitions() {
    std::vector<PartitionManifest> out;
    for (PartitionTally& tally : m_state->tallies)
        out.push_back(tally.finish(m_state->digest));
    return out;
}

} // namespace driftwood::dataset
