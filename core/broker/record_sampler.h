#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/window_reader.h"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// Reads a few records at several places quickly: with small fetches and one log-in. Not thread-safe.
class RecordSampler {
  public:
    struct Sample {
        Offset offset;
        TimestampMs timestamp;
        std::size_t bytes = 0; ///< of key and value
    };
    using Samples = std::vector<std::vector<Sample>>; ///< one list per range, in offset order
    /// Limit for all records together; beyond it one record per range must suffice.
    static constexpr std::size_t kMostBytes = 4U << 20U;
    /// `timeout` is the time without any record after which a read fails.
    RecordSampler(std::unique_ptr<WindowReader> windows, std::chrono::milliseconds timeout)
        : m_windows(std::move(windows))
        , m_timeout(timeout) {}

    /// The first `most` records of each range (at most one range per partition), or fewer if there are fewer.
    [[nodiscard]] Result<Samples> headsOf(const TopicRanges& ranges, std::size_t most);
    /// The last records of each range: those of its last `most` offsets, or further back in growing steps if
    /// these are holes. Returns at least one if there is any.
    [[nodiscard]] Result<Samples> tailsOf(const TopicRanges& ranges, std::int64_t most);
    /// Visits every record of the ranges, in offset order within each; visit(index of the range, sample)
    /// returns whether to continue.
    [[nodiscard]] Status visit(const TopicRanges& ranges,
                               const std::function<bool(std::size_t, const Sample&)>& visit);

  private:
    std::unique_ptr<WindowReader> m_windows;
    std::chrono::milliseconds m_timeout;
};

} // namespace driftwood::broker
