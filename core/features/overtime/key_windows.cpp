#include "features/overtime/key_windows.h"

#include <algorithm>

namespace driftwood::features {

void KeyHistory::push(std::size_t width, std::int64_t offset, std::int64_t timeUs,
                      std::span<const double> values) {
    const std::int64_t before = size(width) > 0 ? newest(width, 0).latestUs() : kNoTime;
    if (m_cells.capacity() < m_cells.size() + width)
        m_cells.reserve(2 * (m_cells.size() + width));
    m_cells.push_back(offset);
    m_cells.push_back(timeUs);
    m_cells.push_back(std::max(before, timeUs));
    for (const double value : values)
        m_cells.push_back(std::bit_cast<std::int64_t>(value));
}

void KeyHistory::dropOldest(std::size_t width) {
    ++m_begin;
    if (2 * m_begin * width < m_cells.size() + width)
        return;
    m_cells.erase(m_cells.begin(), m_cells.begin() + static_cast<std::ptrdiff_t>(m_begin * width));
    m_begin = 0;
}

KeyWindows::Partition& KeyWindows::at(SourceIndex source, std::int32_t id) {
    if (m_last != nullptr && m_last->id == id && m_last->source == source)
        return *m_last;
    const auto found = std::ranges::find_if(
        m_partitions, [&](const auto& one) { return one->id == id && one->source == source; });
    if (found != m_partitions.end()) {
        m_last = found->get();
        return *m_last;
    }
    m_partitions.push_back(std::make_unique<Partition>());
    m_last = m_partitions.back().get();
    m_last->source = source;
    m_last->id = id;
    return *m_last;
}

void KeyWindows::unlink(Partition& partition, std::uint32_t place) {
    Slot& slot = partition.slots[place];
    (slot.older == kNobody ? partition.oldest : partition.slots[slot.older].newer) = slot.newer;
    (slot.newer == kNobody ? partition.newest : partition.slots[slot.newer].older) = slot.older;
}

void KeyWindows::link(Partition& partition, std::uint32_t place) {
    Slot& slot = partition.slots[place];
    slot.older = partition.newest;
    slot.newer = kNobody;
    (slot.older == kNobody ? partition.oldest : partition.slots[slot.older].newer) = place;
    partition.newest = place;
}

void KeyWindows::dropOldestKey(Partition& partition) {
    const std::uint32_t place = partition.oldest;
    unlink(partition, place);
    Slot& slot = partition.slots[place];
    if (const auto found = partition.places.find(*slot.key); found != partition.places.end())
        partition.places.erase(found);
    slot = Slot();
    partition.unused.push_back(place);
    --m_keys;
}

/// Drops the oldest key of this partition or, if it has none, of the partition with the most keys.
void KeyWindows::makeRoom(Partition& partition) {
    if (m_keys < m_bounds.mostKeys)
        return;
    ++m_dropped;
    if (partition.oldest != kNobody)
        return dropOldestKey(partition);
    dropOldestKey(
        **std::ranges::max_element(m_partitions, {}, [](const auto& one) { return one->places.size(); }));
}

std::uint32_t KeyWindows::placeOf(Partition& partition, std::string_view key) {
    if (const auto found = partition.places.find(key); found != partition.places.end()) {
        if (found->second != partition.newest) {
            unlink(partition, found->second);
            link(partition, found->second);
        }
        return found->second;
    }
    makeRoom(partition);
    std::uint32_t place = 0;
    if (partition.unused.empty()) {
        place = static_cast<std::uint32_t>(partition.slots.size());
        partition.slots.emplace_back();
    } else {
        place = partition.unused.back();
        partition.unused.pop_back();
    }
    partition.slots[place].key = &partition.places.emplace(std::string(key), place).first->first;
    link(partition, place);
    ++m_keys;
    return place;
}

void KeyWindows::stamp(Partition& partition, const Record& record) {
    const std::int64_t first = record.offset - m_bounds.within;
    if (m_bounds.keepsReach) {
        if (record.timeUs != kNoTime)
            partition.stamps.push_back({record.offset, record.timeUs});
        while (!partition.stamps.empty() && partition.stamps.front().offset < first)
            partition.stamps.pop_front();
    }
    while (partition.oldest != kNobody &&
           partition.slots[partition.oldest].history.newest(m_width, 0).offset() < first)
        dropOldestKey(partition);
}

void KeyWindows::pass(const Record& record) { stamp(at(record.source, record.partition), record); }

const KeyHistory& KeyWindows::add(const Record& record) {
    Partition& partition = at(record.source, record.partition);
    stamp(partition, record);
    KeyHistory& history = partition.slots[placeOf(partition, record.key)].history;
    history.push(m_width, record.offset, record.timeUs, record.values);
    const std::int64_t first = record.offset - m_bounds.within;
    while (true) {
        const std::size_t kept = history.size(m_width);
        const bool isFar = history.newest(m_width, kept - 1).offset() < first;
        if (!isFar && (m_bounds.keepsReach || kept <= m_bounds.depth))
            return history;
        history.dropOldest(m_width);
    }
}

std::int64_t KeyWindows::knownSinceUs() const {
    return m_last == nullptr || m_last->stamps.empty() ? kNoTime : m_last->stamps.front().timeUs;
}

void KeyWindows::forget(SourceIndex source, std::int32_t id) {
    const auto found = std::ranges::find_if(
        m_partitions, [&](const auto& one) { return one->id == id && one->source == source; });
    if (found == m_partitions.end())
        return;
    m_keys -= (*found)->places.size();
    m_last = nullptr;
    m_partitions.erase(found);
}

} // namespace driftwood::features
