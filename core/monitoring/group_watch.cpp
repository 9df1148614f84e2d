#include "monitoring/group_watch.h"

#include <algorithm>
#include <thread>

namespace driftwood::monitoring {
namespace {

constexpr std::chrono::milliseconds kPresenceLooks{200};

/// Whether the process that committed last may commit again: it is another process (this one's attachments
/// hold locks) and has not said that it ended.
bool mayBeAtWork(const broker::GroupPosition& position) {
    return position.committer != broker::committerId() && !position.ended();
}

} // namespace

GroupUse GroupWatch::useBefore(std::chrono::milliseconds most, const std::stop_token& stop) {
    GroupUse use;
    use.members = m_observer->members();
    const auto deadline = std::chrono::steady_clock::now() + most;
    use.committed = othersCommitted(stop);
    const bool suspicious =
        std::ranges::any_of(m_seen, [](const auto& seen) { return mayBeAtWork(seen.second); });
    while (suspicious && !use.committed && use.members.empty() && !stop.stop_requested() &&
           std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(kPresenceLooks);
        use.committed = othersCommitted(stop);
    }
    return use;
}

bool GroupWatch::othersCommitted(const std::stop_token& stop, std::chrono::milliseconds wait) {
    auto found = m_observer->positions(wait, stop);
    if (!found)
        return false;
    bool others = false;
    for (broker::GroupPosition& now : *found) {
        const auto seen = m_seen.find(now.position.partition);
        const bool committed = seen == m_seen.end() || seen->second.position != now.position ||
                               seen->second.committer != now.committer || seen->second.note != now.note;
        others = others || (m_looked && committed && now.committer != broker::committerId() && !now.ended());
        m_seen[now.position.partition] = std::move(now);
    }
    m_looked = true;
    return others;
}

} // namespace driftwood::monitoring
