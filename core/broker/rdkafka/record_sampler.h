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
    };
    /// `timeout` is how long nothing may arrive before a read fails.
    [[nodiscard]] static Result<std::unique_ptr<RecordSampler>> open(const ConnectionProfile& profile,
                                                                     std::chrono::milliseconds timeout);
    RecordSampler(std::shared_ptr<Client> client, std::chrono::milliseconds timeout)
        : m_client(std::move(client))
        , m_timeout(timeout) {}

    /// The first record of each range (at most one range a partition); nothing where there is none.
    [[nodiscard]] Result<std::vector<std::optional<Sample>>> firstIn(const TopicRanges& ranges);
    /// The last record of each range, looked for backwards in growing steps because its end may be a hole.
    [[nodiscard]] Result<std::vector<std::optional<Sample>>> lastIn(const TopicRanges& ranges);
    /// Every record of the ranges, in offset order within one; visit(index of the range, sample) returns
    /// whether more is wanted at all.
    [[nodiscard]] Status visit(const TopicRanges& ranges,
                               const std::function<bool(std::size_t, const Sample&)>& visit);

  private:
    std::shared_ptr<Client> m_client;
    std::chrono::milliseconds m_timeout;
};

} // namespace driftwood::broker::rdkafka
