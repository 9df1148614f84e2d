#include "broker/peek.h"

#include "broker/moving_beginning.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace driftwood::broker {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// The unread part of one partition; windows are taken from its begin, or its end for the newest records.
struct Unread {
    OffsetRange range;
    std::size_t found = 0;
    std::int64_t window = 0;

    /// The next window: as long as the number of missing records, doubled each time holes leave it short, up
    /// to `most` when records are so large that more might exceed the budget.
    OffsetRange cut(bool fromEnd, std::size_t missing, std::int64_t most) {
        window = std::min(std::max(window * 2, static_cast<std::int64_t>(missing)), most);
        OffsetRange result = range;
        if (window >= range.span()) {
            range.begin = range.end;
        } else if (fromEnd) {
            result.begin = Offset(range.end.value - window);
            range.end = result.begin;
        } else {
            result.end = Offset(range.begin.value + window);
            range.begin = result.end;
        }
        return result;
    }
};

Result<std::vector<Unread>> whereToLook(Connection& connection, const TopicName& topic,
                                        const PeekRequest& request, const std::vector<Watermarks>& marks) {
    std::vector<Position> begins;
    if (request.from == PeekRequest::From::Time) {
        auto offsets = connection.offsetsAtTime(topic, request.time);
        if (!offsets)
            return forward(offsets);
        begins = std::move(*offsets);
    }
    const auto wanted = [&](PartitionId partition) {
        return request.partitions.empty() || std::find(request.partitions.begin(), request.partitions.end(),
                                                       partition) != request.partitions.end();
    };
    for (const PartitionId partition : request.partitions)
        if (std::none_of(marks.begin(), marks.end(),
                         [&](const Watermarks& mark) { return mark.partition == partition; }))
            return fail(ErrorCode::NotFound, "topic has no such partition",
                        topic.value + "/" + std::to_string(partition.value),
                        "It has partitions 0 to " + std::to_string(marks.size() - 1) + ".");
    std::vector<Unread> result;
    for (const Watermarks& mark : marks) {
        if (!wanted(mark.partition))
            continue;
        Offset begin = request.from == PeekRequest::From::Offset ? request.offset : mark.low;
        for (const Position& position : begins)
            if (position.partition == mark.partition)
                begin = position.offset;
        begin = std::clamp(begin, mark.low, std::max(mark.low, mark.high));
        result.push_back({{mark.partition, begin, mark.high}});
    }
    return result;
}

/// Reads windows until every partition has `limit` records, or time, budget or a stop ends it.
class Look {
  public:
    Look(std::unique_ptr<WindowReader> windows, TopicName topic, const PeekRequest& request)
        : m_windows(std::move(windows))
        , m_topic(std::move(topic))
        , m_request(request)
        , m_deadline(SteadyClock::now() + request.maxTime) {}

    [[nodiscard]] Status read(std::vector<Unread> unread, const std::stop_token& stop) {
        while (!m_cutShort) {
            const std::vector<Unread> before = unread;
            TopicRanges windows{m_topic, {}};
            for (Unread& partition : unread)
                if (partition.found < m_request.limit && partition.range.span() > 0)
                    windows.ranges.push_back(
                        partition.cut(newestFirst(), m_request.limit - partition.found, m_longestWindow));
            if (windows.ranges.empty())
                return {};
            const std::size_t firstNew = m_batches.size();
            const std::size_t bytesBefore = m_bytes;
            if (Status status = readWindows(windows, stop); !status)
                return status;
            if (m_leftNewer && m_longestWindow > 1) {
                // The budget ended before the window's newest records were read. Read again in windows so
                // short that a large record cannot precede the newest.
                m_batches.erase(m_batches.begin() + static_cast<std::ptrdiff_t>(firstNew), m_batches.end());
                m_bytes = bytesBefore;
                m_cutShort.reset();
                m_leftNewer = false;
                m_longestWindow = 1;
                unread = before;
                continue;
            }
            if (m_longestWindow <= std::numeric_limits<std::int64_t>::max() / 2)
                m_longestWindow *= 2; // records are small again
            for (std::size_t b = firstNew; b < m_batches.size(); ++b)
                for (const RawRecord& record : m_batches[b].records())
                    for (Unread& partition : unread)
                        partition.found += partition.range.partition == record.partition ? 1 : 0;
        }
        return {};
    }

    /// The requested records, without batches that hold none of them.
    [[nodiscard]] RawBatchList result() {
        std::vector<RawBatchList::Place> order;
        for (std::size_t b = 0; b < m_batches.size(); ++b)
            for (std::size_t i = 0; i < m_batches[b].size(); ++i)
                order.push_back({b, i});
        const auto key = [this](const RawBatchList::Place& place) {
            const RawRecord& record = m_batches[place.batch].records()[place.index];
            return std::tuple(record.timestamp, record.partition, record.offset);
        };
        std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
            return newestFirst() ? key(b) < key(a) : key(a) < key(b);
        });
        const bool enough = cutToLimit(order);
        std::vector<bool> used(m_batches.size());
        for (const RawBatchList::Place& place : order)
            used[place.batch] = true;
        for (std::size_t b = 0; b < m_batches.size(); ++b)
            if (!used[b])
                m_batches[b] = RawBatch();
        const PeekStop stop = m_cutShort ? *m_cutShort : enough ? PeekStop::Enough : PeekStop::EndOfLog;
        return {std::move(m_batches), std::move(order), stop};
    }

  private:
    [[nodiscard]] bool newestFirst() const { return m_request.from == PeekRequest::From::Newest; }

    /// Whether there were as many records as requested.
    bool cutToLimit(std::vector<RawBatchList::Place>& order) const {
        if (!m_request.limitPerPartition) {
            const bool enough = order.size() >= m_request.limit;
            order.resize(std::min(order.size(), m_request.limit));
            return enough;
        }
        std::map<PartitionId, std::size_t> found;
        std::erase_if(order, [&](const RawBatchList::Place& place) {
            return ++found[m_batches[place.batch].records()[place.index].partition] > m_request.limit;
        });
        return std::all_of(found.begin(), found.end(),
                           [this](const auto& partition) { return partition.second >= m_request.limit; });
    }

    [[nodiscard]] Status readWindows(const TopicRanges& windows, const std::stop_token& stop) {
        ReadOptions options;
        options.stallBudget = m_request.maxTime;
        options.interactive = true;
        auto reader = m_windows->open(windows, options);
        if (!reader)
            return forward(reader);
        while (!(*reader)->finished()) {
            auto batch = (*reader)->next(stop);
            if (!batch && batch.error().code == ErrorCode::Cancelled) {
                m_cutShort = PeekStop::Stopped;
                return {};
            }
            if (!batch)
                return forward(batch);
            for (const RawRecord& record : batch->records())
                m_bytes += record.key.size() + record.value.size();
            m_batches.push_back(std::move(*batch));
            if (m_bytes >= m_request.maxBytes || SteadyClock::now() >= m_deadline) {
                m_cutShort = PeekStop::Budget;
                m_leftNewer = newestFirst() && !(*reader)->finished();
                return {};
            }
        }
        return {};
    }

    std::unique_ptr<WindowReader> m_windows;
    TopicName m_topic;
    const PeekRequest& m_request;
    SteadyClock::time_point m_deadline;
    std::vector<RawBatch> m_batches;
    std::size_t m_bytes = 0;
    std::int64_t m_longestWindow = std::numeric_limits<std::int64_t>::max();
    bool m_leftNewer = false; ///< the budget ended within a window before its newest records were read
    std::optional<PeekStop> m_cutShort;
};

Result<RawBatchList> peekAt(Connection& connection, const TopicName& topic, const PeekRequest& request,
                            const std::vector<Watermarks>& marks, const std::stop_token& stop) {
    auto unread = whereToLook(connection, topic, request, marks);
    if (!unread)
        return forward(unread);
    Look look(connection.createWindowReader(request.isolation), topic, request);
    if (Status status = look.read(std::move(*unread), stop); !status)
        return forward(status);
    return look.result();
}

} // namespace

Result<RawBatchList> peek(Connection& connection, const TopicName& topic, const PeekRequest& request,
                          const std::stop_token& stop) {
    // Also for an offset, which is clamped to the log.
    return readFromBeginning(connection, topic, request.isolation, [&](const std::vector<Watermarks>& marks) {
        return peekAt(connection, topic, request, marks, stop);
    });
}

Result<std::vector<OffsetRange>> heldBack(Connection& connection, const TopicName& topic) {
    // Ask for the log's end first, or records written in between would look like a transaction.
    auto all = connection.watermarks(topic, Isolation::ReadUncommitted);
    if (!all)
        return forward(all);
    auto stable = connection.watermarks(topic, Isolation::ReadCommitted);
    if (!stable)
        return forward(stable);
    std::vector<OffsetRange> out;
    for (const Watermarks& mark : *stable)
        if (const auto end = std::ranges::find(*all, mark.partition, &Watermarks::partition);
            end != all->end() && end->high > mark.high)
            out.push_back({mark.partition, mark.high, end->high});
    return out;
}

std::string heldBackText(const OffsetRange& range) {
    return "partition " + std::to_string(range.partition.value) + ": " + std::to_string(range.span()) +
           (range.span() == 1 ? " offset (" : " offsets (") + std::to_string(range.begin.value) + " to " +
           std::to_string(range.end.value - 1) + ") wait behind an open transaction and are not read";
}

} // namespace driftwood::broker
