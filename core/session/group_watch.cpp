#include "session/group_watch.h"

namespace driftwood::session {

bool GroupWatch::othersCommitted() {
    auto found = m_observer->positions();
    if (!found)
        return false;
    bool others = false;
    for (broker::GroupPosition& now : *found) {
        const auto seen = m_seen.find(now.position.partition);
        const bool committed = seen == m_seen.end() || seen->second.position != now.position ||
                               seen->second.committer != now.committer;
        others = others || (m_looked && committed && now.committer != broker::committerId());
        m_seen[now.position.partition] = std::move(now);
    }
    m_looked = true;
    return others;
}

} // namespace driftwood::session
