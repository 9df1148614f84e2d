#include "monitoring/silence_watch.h"

#include <algorithm>

namespace driftwood::monitoring {

using std::chrono::milliseconds;

void SilenceWatch::add(const records::RecordBatch& rows, Clock::time_point now, TimestampMs wall) {
    if (rows.empty())
        return;
    if (m_last)
        note(std::chrono::duration_cast<milliseconds>(now - *m_last));
    m_last = now;
    for (const std::int64_t written : rows.timestampsMs()) {
        if (written < 0 || written > wall.value)
            continue;
        if (m_newestMs >= 0 && written > m_newestMs)
            note(milliseconds(written - m_newestMs));
        m_newestMs = std::max(m_newestMs, written);
    }
}

void SilenceWatch::note(milliseconds gap) {
    m_gapsMs.push_back(gap.count());
    if (m_gapsMs.size() > kGaps)
        m_gapsMs.pop_front();
}

std::optional<Silence> SilenceWatch::at(Clock::time_point now) const {
    if (!m_last || m_gapsMs.size() < kLeastGaps)
        return std::nullopt;
    const milliseconds usual(*std::ranges::max_element(m_gapsMs));
    const auto since = std::chrono::duration_cast<milliseconds>(now - *m_last);
    if (since < std::max(kLeast, kTimes * usual))
        return std::nullopt;
    return Silence{since, usual};
}

} // namespace driftwood::monitoring
