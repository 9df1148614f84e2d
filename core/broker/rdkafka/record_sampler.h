#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace driftwood::broker::rdkafka {

/// Reads a few records here and there, quickly: one handle with small fetches, moved from place to place.
/// Not thread-safe.
class RecordSampler {
  public:
    struct Sample {
        Offset offset;
        TimestampMs timestamp;
        std::size_t bytes = 0; ///< of key and value
    };
    using Samples = std::vector<std::vector<Sample>>; ///< one list a range, in offset order
    /// Of records together; beyond it one record of each range has to do.
    static constexpr std::size_t kMostBytes = 4U << 20U;
    /// `timeout` is how long nothing may arrive before a read fails.
    [[nodiscard]] static Result<std::unique_ptr<RecordSampler>>
    open(const ConnectionProfile& profile, Isolation isolation, std::chrono::milliseconds timeout);
    RecordSampler(std::shared_ptr<Client> client, std::chrono::milliseconds timeout)
        : m_client(std::move(client))
        , m_timeout(timeout) {}

    /// The first `most` records of each range (at most one range a partition), as far as there are any.
    [[nodiscard]] Result<Samples> headsOf(const TopicRanges& ranges, std::size_t most);
    /// The last records of each range: those of its last `most` offsets, further back in growing steps where
    /// these are holes. At least one, if there is any.
    [[nodiscard]] Result<Samples> tailsOf(const TopicRanges& ranges, std::int64_t most);
    /// Every record of the ranges, in offset order within one; visit(index of the range, sample) returns
    /// whether more is wanted at all.
    [[nodiscard]] Status visit(const TopicRanges& ranges,
                               const std::function<bool(std::size_t, const Sample&)>& visit);

  private:
    std::shared_ptr<Client> m_client;
    std::chrono::milliseconds m_timeout;
};

} // namespace driftwood::broker::rdkafka
