#include "dataset/row_merge.h"

#include "base/order_time.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace driftwood::dataset {
namespace {

/// Stamps of taken rows are dropped in blocks of this many at least.
constexpr std::size_t kDropAtOnce = 4096;

} // namespace

RowMerge::RowMerge(std::size_t partitions, std::string_view rule)
    : m_byFollowers(rule == kOrderRule && partitions > 1)
    , m_inTurn(rule == kOrderRule)
    , m_queues(partitions)
    , m_undecided(partitions) {
    std::iota(m_undecided.begin(), m_undecided.end(), std::size_t(0));
}

void RowMerge::add(std::size_t partition, std::int64_t timestampMs) {
    m_queues[partition].stamps.push_back(timestampMs);
}

void RowMerge::end(std::size_t partition) { m_queues[partition].ended = true; }

bool RowMerge::isCertain(const Queue& queue) const {
    const std::size_t rows = queue.stamps.size() - queue.head;
    return rows > 0 && (queue.ended || !m_byFollowers || rows > kOrderFollowers);
}

void RowMerge::decide(std::size_t partition) {
    Queue& queue = m_queues[partition];
    const auto rows = std::span(queue.stamps).subspan(queue.head);
    const std::int64_t time =
        m_byFollowers ? orderTime(rows.front(), rows.subspan(1, std::min(kOrderFollowers, rows.size() - 1)))
                      : rows.front();
    m_heads.push({time, m_inTurn ? queue.taken : 0, partition});
}

void RowMerge::settle(std::size_t partition) {
    const auto found = std::ranges::find(m_undecided, partition);
    if (found == m_undecided.end() || waiting(partition) == 0)
        return;
    m_undecided.erase(found);
    decide(partition);
}

void RowMerge::decideAll() {
    std::erase_if(m_undecided, [this](std::size_t partition) {
        if (isCertain(m_queues[partition])) {
            decide(partition);
            return true;
        }
        return m_queues[partition].ended;
    });
}

const std::vector<std::size_t>& RowMerge::undecided() {
    decideAll();
    return m_undecided;
}

std::optional<std::size_t> RowMerge::take() {
    decideAll();
    if (!m_undecided.empty() || m_heads.empty())
        return std::nullopt;
    const std::size_t partition = m_heads.top().partition;
    m_heads.pop();
    Queue& queue = m_queues[partition];
    ++queue.taken;
    if (++queue.head >= kDropAtOnce && 2 * queue.head > queue.stamps.size()) {
        queue.stamps.erase(queue.stamps.begin(),
                           queue.stamps.begin() + static_cast<std::ptrdiff_t>(queue.head));
        queue.head = 0;
    }
    m_undecided.push_back(partition);
    return partition;
}

} // namespace driftwood::dataset
