#pragma once

#include <cassert>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace driftwood {

/// A number or name that cannot be mistaken for another kind of number or name.
template <class Tag, class T>
struct StrongId {
    T value{};

    StrongId() = default;
    constexpr explicit StrongId(T v)
        : value(std::move(v)) {}
    auto operator<=>(const StrongId&) const = default; // NOLINT(modernize-use-nullptr): there is none
};

using PartitionId = StrongId<struct PartitionTag, std::int32_t>;
using TopicName = StrongId<struct TopicTag, std::string>;

/// A position in a partition's log. Exact: never goes through a double.
struct Offset : StrongId<struct OffsetTag, std::int64_t> {
    using StrongId::StrongId;
    constexpr Offset next() const { return Offset(value + 1); }
};
constexpr std::int64_t operator-(Offset a, Offset b) { return a.value - b.value; }

/// Milliseconds since 1970-01-01 UTC, as Kafka stamps records.
struct TimestampMs : StrongId<struct TimestampTag, std::int64_t> {
    using StrongId::StrongId;
};
constexpr std::int64_t operator-(TimestampMs a, TimestampMs b) { return a.value - b.value; }

/// The position of a record within its topic: what a broker is asked for.
struct Position {
    PartitionId partition;
    Offset offset;
    auto operator<=>(const Position&) const = default; // NOLINT(modernize-use-nullptr): there is none
};

/// Index of a topic among those that a data set's rows come from.
using SourceIndex = StrongId<struct SourceTag, std::uint8_t>;
/// The source of every row of a data set of one topic. Files that were written when there was no other do not
/// name it, and are still written that way.
inline constexpr SourceIndex kFirstSource{};

/// The position of a data set's row: which of its topics the record is in, and where.
struct RowPosition {
    SourceIndex source;
    PartitionId partition;
    Offset offset;
    auto operator<=>(const RowPosition&) const = default; // NOLINT(modernize-use-nullptr): there is none

    /// For code that knows one topic only: a data set of several topics changes each place that calls this.
    [[nodiscard]] Position inOnlyTopic() const {
        assert(source == kFirstSource);
        return {partition, offset};
    }
};

} // namespace driftwood

template <class Tag, class T>
struct std::hash<driftwood::StrongId<Tag, T>> {
    std::size_t operator()(const driftwood::StrongId<Tag, T>& id) const noexcept {
        return std::hash<T>{}(id.value);
    }
};
