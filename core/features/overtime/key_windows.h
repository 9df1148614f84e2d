#pragma once

#include "base/ids.h"

#include <bit>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace driftwood::features {

/// Stands for the time of a record that has none.
inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// A record among those that are kept.
struct KeptRecord {
    const std::int64_t* cells;
    [[nodiscard]] std::int64_t offset() const { return cells[0]; }
    [[nodiscard]] std::int64_t timeUs() const { return cells[1]; }
    /// Neither this record nor one kept before it is later.
    [[nodiscard]] std::int64_t latestUs() const { return cells[2]; }
    [[nodiscard]] double value(std::size_t field) const { return std::bit_cast<double>(cells[3 + field]); }
};

/// The newest records of one key.
class KeyHistory {
  public:
    [[nodiscard]] std::size_t size(std::size_t width) const { return m_cells.size() / width - m_begin; }
    /// 0 is the newest.
    [[nodiscard]] KeptRecord newest(std::size_t width, std::size_t back) const {
        return {m_cells.data() + (m_cells.size() - (back + 1) * width)};
    }
    void push(std::size_t width, std::int64_t offset, std::int64_t timeUs, std::span<const double> values);
    void dropOldest(std::size_t width);

  private:
    std::vector<std::int64_t> m_cells;
    std::size_t m_begin = 0; ///< records at the front that were dropped
};

/// Keeps the newest records of every key of every partition, as far back as somebody may look. A key of which
/// nothing came within that reach is dropped, so that memory does not grow; beyond `mostKeys`, the key that
/// was not seen for longest is dropped too, and counted.
class KeyWindows {
  public:
    struct Bounds {
        std::size_t fields = 0;  ///< values of a record
        std::size_t depth = 1;   ///< records of a key; more only with `keepsReach`
        bool keepsReach = false; ///< all records within reach are kept, for windows in time
        std::int64_t within = 0; ///< offsets
        std::size_t mostKeys = 1'000'000;
    };
    struct Record {
        SourceIndex source;
        std::int32_t partition;
        std::int64_t offset;
        std::int64_t timeUs;
        std::string_view key;
        std::span<const double> values;
    };

    explicit KeyWindows(Bounds bounds)
        : m_bounds(bounds)
        , m_width(3 + bounds.fields) {}

    /// The records of its key, of which the newest is this one; valid until the next call. Records of a
    /// partition come with ascending offsets.
    const KeyHistory& add(const Record& record);
    /// Notes a record that belongs to no key.
    void pass(const Record& record);
    [[nodiscard]] std::size_t width() const { return m_width; }
    /// The time of the first record within reach of the last one of the partition that was added or passed:
    /// what came before it is not known here. kNoTime: no record has a time.
    [[nodiscard]] std::int64_t knownSinceUs() const;
    /// Nothing of this partition is known any more.
    void forget(SourceIndex source, std::int32_t partition);
    [[nodiscard]] std::int64_t keys() const { return static_cast<std::int64_t>(m_keys); }
    [[nodiscard]] std::int64_t droppedKeys() const { return m_dropped; }

  private:
    static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Slot {
        KeyHistory history;
        const std::string* key = nullptr;
        std::uint32_t older = kNobody; ///< seen before this one
        std::uint32_t newer = kNobody;
    };
    struct Stamp {
        std::int64_t offset;
        std::int64_t timeUs;
    };
    struct Partition {
        SourceIndex source;
        std::int32_t id = 0;
        std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> places;
        std::vector<Slot> slots;
        std::vector<std::uint32_t> unused;
        std::uint32_t oldest = kNobody;
        std::uint32_t newest = kNobody;
        std::deque<Stamp> stamps; ///< of the records within reach, with `keepsReach`
    };
    Partition& at(SourceIndex source, std::int32_t id);
    void stamp(Partition& partition, const Record& record);
    std::uint32_t placeOf(Partition& partition, std::string_view key);
    static void unlink(Partition& partition, std::uint32_t place);
    static void link(Partition& partition, std::uint32_t place);
    void dropOldestKey(Partition& partition);
    void makeRoom(Partition& partition);

    Bounds m_bounds;
    std::size_t m_width;
    std::vector<std::unique_ptr<Partition>> m_partitions;
    Partition* m_last = nullptr;
    std::size_t m_keys = 0;
    std::int64_t m_dropped = 0;
};

} // namespace driftwood::features
