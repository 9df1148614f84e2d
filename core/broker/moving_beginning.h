#pragma once

#include "broker/connection.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// The beginning of a log that retention keeps shortening. A low watermark is a moment old when a record is
/// asked for there, and on a busy topic the record may be gone by then. Looked at again, the beginning is
/// where the log starts by now, and as far ahead of that as it had moved since the last look.
class MovingBeginning {
  public:
    /// Looks it takes at most before one of them must have been enough.
    static constexpr int kMostLooks = 6;

    MovingBeginning(Connection& connection, TopicName topic, Isolation isolation)
        : m_connection(connection)
        , m_topic(std::move(topic))
        , m_isolation(isolation) {}

    /// The watermarks now; from the second look on `low` is ahead of the broker's where that has moved, but
    /// never past the last quarter of what is there. All are of the same moment.
    [[nodiscard]] Result<std::vector<Watermarks>> look();

  private:
    Connection& m_connection;
    TopicName m_topic;
    Isolation m_isolation;
    std::vector<Watermarks> m_last; ///< as the broker gave them
};

/// Does work that means "from the beginning", "from that time" or "the newest" rather than exact offsets:
/// when what it began at is gone (RangeGone), it is done again from the beginning of that moment.
/// `work(watermarks)` gives a Status or Result.
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
