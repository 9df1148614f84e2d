#pragma once

#include "broker/connection.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// The beginning of a log that retention keeps moving. A low watermark is slightly old when a record is
/// requested there, and on a busy topic that record may be gone. The second look() returns a beginning that
/// is ahead of the log's start by as much as that has moved since the first, each further look() twice as
/// far.
class MovingBeginning {
  public:
    /// Maximum number of looks; after so many without success the read fails.
    static constexpr int kMostLooks = 10;

    MovingBeginning(Connection& connection, TopicName topic, Isolation isolation)
        : m_connection(connection)
        , m_topic(std::move(topic))
        , m_isolation(isolation) {}

    /// The current watermarks, all from the same moment. From the second look on `low` is ahead of the
    /// broker's if that has moved, but never beyond three quarters of the log.
    [[nodiscard]] Result<std::vector<Watermarks>> look();

  private:
    Connection& m_connection;
    TopicName m_topic;
    Isolation m_isolation;
    int m_looks = 0;
    std::vector<Watermarks> m_last; ///< as reported by the broker
};

/// RangeGone: retention dropped all of the ranges before they were read.
[[nodiscard]] Error allDropped(const TopicRanges& ranges);

/// Does work that means "from the beginning", "from that time" or "the newest" and not exact offsets: if its
/// start is gone (RangeGone), the work is repeated from the beginning at that moment. `work(watermarks)`
/// returns a Status or Result.
template <class Work>
[[nodiscard]] auto readFromBeginning(Connection& connection, const TopicName& topic, Isolation isolation,
                                     Work&& work)
    -> std::invoke_result_t<Work&, const std::vector<Watermarks>&> {
    MovingBeginning beginning(connection, topic, isolation);
    for (int looks = 1;; ++looks) {
        auto watermarks = beginning.look();
        if (!watermarks)
            return forward(watermarks);
        auto result = work(std::as_const(*watermarks));
        if (result || result.error().code != ErrorCode::RangeGone || looks == MovingBeginning::kMostLooks)
            return result;
    }
}

} // namespace driftwood::broker
