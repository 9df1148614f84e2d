#include "scoring/backlog.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace driftwood::scoring {
namespace {

/// Rows and failures that may wait in all: a few tens of megabytes.
constexpr std::size_t kMostRows = 65536;
constexpr std::size_t kFewestRows = 2048;

} // namespace

Backlog::Backlog(const std::vector<broker::OffsetRange>& ranges,
                 std::shared_ptr<const records::Schema> schema)
    : m_merge(ranges.size())
    , m_rows(std::move(schema))
    , m_mostWaiting(std::max(kFewestRows, kMostRows / std::max<std::size_t>(ranges.size(), 1))) {
    for (const broker::OffsetRange& range : ranges)
        m_partitions.push_back({range.partition, range.end, range.begin, {}});
    std::ranges::sort(m_partitions, {}, &Partition::id);
    for (std::size_t i = 0; i < m_partitions.size(); ++i)
        if (m_partitions[i].readTo >= m_partitions[i].end)
            m_merge.end(i);
}

void Backlog::add(const records::RecordBatch& rows, std::vector<decoder::DecodeFailure> failures,
                  const std::vector<Position>& readTo) {
    const auto indexOf = [this](PartitionId id) {
        return static_cast<std::size_t>(std::ranges::lower_bound(m_partitions, id, {}, &Partition::id) -
                                        m_partitions.begin());
    };
    const auto before = static_cast<std::uint32_t>(m_rows.rows());
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const Position position = rows.position(row).inOnlyTopic();
        const std::size_t index = indexOf(position.partition);
        m_partitions[index].waiting.push_back(before + static_cast<std::uint32_t>(row));
        if (position.offset < m_partitions[index].end)
            m_merge.add(index, rows.timestampsMs()[row]);
    }
    m_rows.append(rows);
    for (decoder::DecodeFailure& failure : failures)
        m_partitions[indexOf(failure.position.partition)].failures.push_back(std::move(failure));
    for (const Position& position : readTo) {
        const std::size_t index = indexOf(position.partition);
        m_partitions[index].readTo = position.offset;
        if (position.offset >= m_partitions[index].end)
            m_merge.end(index);
    }
}

Backlog::Partition* Backlog::nextPartition() {
    if (m_over)
        return nextBehind();
    for (std::size_t i = 0; i < m_partitions.size(); ++i)
        if (isFull(m_partitions[i]))
            m_merge.settle(i);
    if (const auto next = m_merge.take())
        return &m_partitions[*next];
    if (!m_merge.undecided().empty())
        return nullptr;
    m_over = true;
    return nextBehind();
}

Backlog::Partition* Backlog::nextBehind() {
    const auto key = [this](const Partition& partition) {
        return std::tuple(m_rows.timestampsMs()[partition.waiting.front()], partition.taken, partition.id);
    };
    Partition* next = nullptr;
    for (Partition& partition : m_partitions)
        if (!partition.waiting.empty() && (next == nullptr || key(partition) < key(*next)))
            next = &partition;
    return next;
}

void Backlog::passFailures(Partition& partition, std::size_t most,
                           std::vector<decoder::DecodeFailure>& to) const {
    const auto isNext = [&](const decoder::DecodeFailure& failure) {
        return partition.waiting.empty() ||
               failure.position.offset.value < m_rows.offsets()[partition.waiting.front()];
    };
    for (; most > 0 && !partition.failures.empty() && isNext(partition.failures.front()); --most) {
        to.push_back(std::move(partition.failures.front()));
        partition.failures.pop_front();
    }
}

records::RecordBatch Backlog::take(std::size_t limit, std::vector<decoder::DecodeFailure>& failures) {
    std::vector<std::uint32_t> order;
    const std::size_t before = failures.size();
    const auto room = [&] { return limit - order.size() - (failures.size() - before); };
    for (Partition& partition : m_partitions)
        passFailures(partition, room(), failures);
    while (room() > 0) {
        Partition* partition = nextPartition();
        if (partition == nullptr)
            break;
        order.push_back(partition->waiting.front());
        partition->waiting.pop_front();
        ++partition->taken;
        passFailures(*partition, room(), failures);
    }
    records::RecordBatch taken(m_rows.sharedSchema());
    taken.gather(m_rows, order);
    dropTaken();
    return taken;
}

void Backlog::dropTaken() {
    const std::size_t left = rowsWaiting();
    if (m_rows.rows() < 2 * left + kFewestRows)
        return;
    std::vector<std::uint32_t> kept;
    kept.reserve(left);
    for (Partition& partition : m_partitions)
        for (std::uint32_t& row : partition.waiting) {
            kept.push_back(row);
            row = static_cast<std::uint32_t>(kept.size() - 1);
        }
    records::RecordBatch rows(m_rows.sharedSchema());
    rows.gather(m_rows, kept);
    m_rows = std::move(rows);
}

std::size_t Backlog::rowsWaiting() const {
    return std::accumulate(
        m_partitions.begin(), m_partitions.end(), std::size_t(0),
        [](std::size_t sum, const Partition& partition) { return sum + partition.waiting.size(); });
}

std::int64_t Backlog::waiting() const {
    return std::accumulate(m_partitions.begin(), m_partitions.end(), static_cast<std::int64_t>(rowsWaiting()),
                           [](std::int64_t sum, const Partition& partition) {
                               return sum + static_cast<std::int64_t>(partition.failures.size());
                           });
}

std::vector<PartitionId> Backlog::held() const {
    std::vector<PartitionId> held;
    for (const Partition& partition : m_partitions)
        if (!m_over && (partition.readTo >= partition.end || isFull(partition)))
            held.push_back(partition.id);
    return held;
}

std::vector<Position> Backlog::next() const {
    std::vector<Position> next;
    for (const Partition& partition : m_partitions) {
        Offset first = partition.readTo;
        if (!partition.waiting.empty())
            first = Offset(m_rows.offsets()[partition.waiting.front()]);
        if (!partition.failures.empty())
            first = std::min(first, partition.failures.front().position.offset);
        next.push_back({partition.id, first});
    }
    return next;
}

} // namespace driftwood::scoring
