#include "session/range_selection.h"

#include "broker/range_sets.h"
#include "profiling/range_statistics.h"

#include <algorithm>

namespace driftwood::session {
namespace {

constexpr std::size_t kMostUndone = 50;

/// The positions of one edge of settled offsets, to be reused while that edge stays.
std::vector<Position> edgeOf(const broker::TopicRanges& offsets, Offset broker::OffsetRange::*edge) {
    std::vector<Position> out;
    for (const broker::OffsetRange& range : offsets.ranges)
        out.push_back({range.partition, range.*edge});
    return out;
}

} // namespace

RangeSelection::RangeSelection(tasks::Background& background, ConnectionSession& connection, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection) {}

void RangeSelection::setTopic(const TopicName& topic) {
    if (topic == m_topic)
        return;
    m_queries.clear();
    m_past.clear();
    m_future.clear();
    m_ranges.clear();
    m_topic = topic;
    Q_EMIT changed();
}

broker::TopicRanges RangeSelection::effective(const std::vector<QString>& names) const {
    broker::TopicRanges wanted{m_topic, {}};
    broker::TopicRanges excluded{m_topic, {}};
    for (const ChosenRange& range : m_ranges) {
        const bool named = names.empty() || std::ranges::find(names, range.name) != names.end();
        auto& into = range.excluded ? excluded : wanted;
        if (range.settled && (range.excluded || named))
            into.ranges.insert(into.ranges.end(), range.offsets.ranges.begin(), range.offsets.ranges.end());
    }
    return broker::without(wanted, excluded);
}

bool RangeSelection::settled() const {
    return std::ranges::all_of(m_ranges, [](const ChosenRange& range) { return range.settled; });
}

QString RangeSelection::nextName() const {
    for (char16_t letter = u'A'; letter <= u'Z'; ++letter) {
        const QString name(1, QChar(letter));
        if (std::ranges::find(m_ranges, name, &ChosenRange::name) == m_ranges.end())
            return name;
    }
    return QStringLiteral("R%1").arg(m_ranges.size() + 1);
}

ChosenRange* RangeSelection::find(const QString& name) {
    const auto it = std::ranges::find(m_ranges, name, &ChosenRange::name);
    return it == m_ranges.end() ? nullptr : &*it;
}

ChosenRange& RangeSelection::findOrAdd(const QString& name) {
    if (ChosenRange* there = find(name))
        return *there;
    ChosenRange added;
    added.name = name;
    return *m_ranges.insert(std::ranges::upper_bound(m_ranges, name, {}, &ChosenRange::name), added);
}

void RangeSelection::remember() {
    m_future.clear();
    m_past.push_back(m_ranges);
    if (m_past.size() > kMostUndone)
        m_past.erase(m_past.begin());
}

void RangeSelection::setTimes(const QString& name, TimestampMs from, TimestampMs to) {
    remember();
    ChosenRange& range = findOrAdd(name);
    Edges known;
    if (range.settled && range.from == from)
        known.from = edgeOf(range.offsets, &broker::OffsetRange::begin);
    if (range.settled && range.to == to)
        known.to = edgeOf(range.offsets, &broker::OffsetRange::end);
    range.from = from;
    range.to = to;
    range.settled = false;
    range.error.reset();
    lookUp(range, std::move(known));
    Q_EMIT changed();
}

void RangeSelection::setOffsets(QString name, const broker::TopicRanges& offsets) {
    remember();
    if (name.isEmpty())
        name = nextName();
    ChosenRange& range = findOrAdd(name);
    range.offsets = broker::united(offsets);
    range.offsets.topic = m_topic;
    range.settled = true;
    range.error.reset();
    readTimes(range);
    Q_EMIT changed();
}

void RangeSelection::setExcluded(const QString& name, bool excluded) {
    ChosenRange* range = find(name);
    if (range == nullptr || range->excluded == excluded)
        return;
    remember();
    range->excluded = excluded;
    Q_EMIT changed();
}

void RangeSelection::remove(const QString& name) {
    if (find(name) == nullptr)
        return;
    remember();
    m_queries.erase(name);
    std::erase_if(m_ranges, [&](const ChosenRange& range) { return range.name == name; });
    Q_EMIT changed();
}

void RangeSelection::clear() {
    if (m_ranges.empty())
        return;
    remember();
    m_queries.clear();
    m_ranges.clear();
    Q_EMIT changed();
}

void RangeSelection::undo() { exchange(m_past, m_future); }

void RangeSelection::redo() { exchange(m_future, m_past); }

void RangeSelection::exchange(std::vector<std::vector<ChosenRange>>& from,
                              std::vector<std::vector<ChosenRange>>& to) {
    if (from.empty())
        return;
    m_queries.clear();
    to.push_back(std::move(m_ranges));
    m_ranges = std::move(from.back());
    from.pop_back();
    retry();
}

void RangeSelection::retry() {
    for (ChosenRange& range : m_ranges) {
        if (range.settled && (range.to.value > 0 || range.offsets.span() == 0))
            continue;
        range.error.reset();
        if (range.settled)
            readTimes(range); // a range of exact offsets
        else
            lookUp(range, {});
    }
    Q_EMIT changed();
}

void RangeSelection::lookUp(const ChosenRange& range, Edges known) {
    const auto connection = m_connection.connection();
    const auto done = [this, name = range.name, from = range.from, to = range.to](Result<Edges> edges) {
        take(name, from, to, std::move(edges));
    };
    if (!connection)
        return done(driftwood::fail(ErrorCode::Unreachable, "no cluster is connected", m_topic.value));
    m_queries[range.name] = m_background.run<Result<Edges>>(
        [connection, topic = m_topic, from = range.from, to = range.to,
         known = std::move(known)](const std::stop_token&) -> Result<Edges> {
            Edges edges = known;
            for (auto [edge, time] : {std::pair(&edges.from, from), std::pair(&edges.to, to)}) {
                if (*edge)
                    continue;
                auto found = connection->offsetsAtTime(topic, time);
                if (!found)
                    return forward(found);
                *edge = std::move(*found);
            }
            return edges;
        },
        done);
}

void RangeSelection::take(const QString& name, TimestampMs from, TimestampMs to, Result<Edges> edges) {
    ChosenRange* range = find(name);
    if (range == nullptr || range->from != from || range->to != to)
        return; // the edge has moved since
    if (!edges) {
        range->error = std::move(edges.error());
    } else {
        range->offsets = {m_topic, {}};
        for (const Position& begin : *edges->from) {
            const auto end = std::ranges::find(*edges->to, begin.partition, &Position::partition);
            if (end != edges->to->end())
                range->offsets.ranges.push_back(
                    {begin.partition, begin.offset, std::max(begin.offset, end->offset)});
        }
        range->settled = true;
    }
    Q_EMIT changed();
}

void RangeSelection::readTimes(const ChosenRange& range) {
    const auto connection = m_connection.connection();
    if (!connection)
        return;
    m_queries[range.name] = m_background.run<Result<profiling::WrittenSpan>>(
        [connection, offsets = range.offsets](const std::stop_token& stop) {
            return profiling::writtenSpan(*connection, offsets, stop);
        },
        [this, name = range.name](const Result<profiling::WrittenSpan>& span) {
            ChosenRange* settled = find(name);
            if (settled == nullptr)
                return;
            if (span) {
                settled->from = span->first;
                settled->to = span->last.value > 0 ? TimestampMs(span->last.value + 1) : TimestampMs(0);
            } else {
                settled->error = span.error();
            }
            Q_EMIT changed();
        });
}

} // namespace driftwood::session
