#include "session/topic_timeline.h"

#include <algorithm>

namespace driftwood::session {
namespace {

constexpr int kCoarse = 4;    ///< grid buckets per bucket of the first look
constexpr int kChunk = 24;    ///< number of buckets refined per request
constexpr int kTooMany = 200; ///< a growing timeline of everything needs a wider bucket

Result<broker::Timeline> lookUp(broker::Connection& connection, const TopicName& topic,
                                const browsing::TimelineGrid& grid, int first, int count, int buckets) {
    return broker::timeline(connection, topic, grid.edge(first), grid.edge(first + count), buckets);
}

} // namespace

TopicTimeline::TopicTimeline(tasks::Background& background, ConnectionSession& connection, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection) {
    m_timer.setInterval(kKeepUpEvery);
    connect(&m_timer, &QTimer::timeout, this, &TopicTimeline::keepUp);
    connect(&m_connection, &ConnectionSession::stateChanged, this, [this] {
        if (m_connection.state() == ConnectionSession::State::Connected && m_error)
            retry();
    });
    connect(&m_connection, &ConnectionSession::clusterChanged, this, [this] { show({}, m_span); });
}

void TopicTimeline::show(const TopicName& topic, browsing::TimelineSpan span) {
    m_topic = topic;
    m_span = span;
    m_grid = {};
    m_counts = {};
    m_times = {};
    m_empty = false;
    begin();
}

void TopicTimeline::setShown(bool shown) {
    if (shown)
        m_timer.start();
    else
        m_timer.stop();
}

void TopicTimeline::retry() { begin(); }

void TopicTimeline::stop() {
    m_query.cancel();
    m_keepingUp = false;
    Q_EMIT changed();
}

template <class T>
void TopicTimeline::ask(std::function<Result<T>(broker::Connection&)> work, std::function<void(T)> take) {
    auto connection = m_connection.connection();
    if (!connection) {
        fail(
            Error{ErrorCode::Unreachable, "no cluster is connected", m_topic.value, "Connect to one first."});
        return;
    }
    m_query = m_background.run<Result<T>>(
        [connection, work = std::move(work)](const std::stop_token&) { return work(*connection); },
        [this, take = std::move(take)](Result<T> answer) {
            if (answer)
                take(std::move(*answer));
            else
                fail(std::move(answer.error()));
        });
}

void TopicTimeline::fail(Error error) {
    m_keepingUp = false;
    m_error = std::move(error);
    Q_EMIT changed();
}

void TopicTimeline::begin() {
    m_query.cancel();
    m_error.reset();
    m_refined = false;
    m_keepingUp = false;
    m_strays.clear();
    m_began = std::chrono::steady_clock::now();
    if (!m_topic.value.empty()) {
        ask<Look>([topic = m_topic, span = m_span](broker::Connection& c) { return lookAt(c, topic, span); },
                  [this](Look look) {
                      m_times = std::move(look.times);
                      m_grid = look.grid;
                      m_counts = std::move(look.counts);
                      addStrays(m_times.outside);
                      addStrays(look.strays);
                      m_empty = m_grid.buckets == 0;
                      m_seenHighs = highs();
                      refine();
                      Q_EMIT changed();
                  });
    }
    Q_EMIT changed();
}

Result<TopicTimeline::Look> TopicTimeline::lookAt(broker::Connection& connection, const TopicName& topic,
                                                  browsing::TimelineSpan span) {
    auto written = broker::writtenTimes(connection, topic);
    if (!written)
        return forward(written);
    auto watermarks = connection.watermarks(topic);
    if (!watermarks)
        return forward(watermarks);
    Look look{std::move(*written), {}, {}, {}};
    if (!look.times.span)
        return look;
    look.grid = browsing::chooseGrid(*look.times.span, span);
    look.counts.resize(look.grid, *watermarks);
    const int rest = look.grid.buckets % kCoarse;
    const int count = look.grid.buckets - rest;
    if (count == 0)
        return look;
    auto coarse = lookUp(connection, topic, look.grid, rest, count, count / kCoarse);
    if (!coarse)
        return forward(coarse);
    look.counts.take(rest, count, coarse->buckets);
    look.strays = std::move(coarse->strays);
    return look;
}

void TopicTimeline::refine() {
    if (m_counts.refinedFrom == 0) {
        m_refined = true;
        m_took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_began);
        return;
    }
    const int count = std::min(kChunk, m_counts.refinedFrom);
    const int first = m_counts.refinedFrom - count;
    ask<Part>(
        [topic = m_topic, grid = m_grid, first, count](broker::Connection& c) -> Result<Part> {
            auto found = lookUp(c, topic, grid, first, count, count);
            if (!found)
                return forward(found);
            return Part{first, count, std::move(*found)};
        },
        [this](const Part& part) {
            m_counts.take(part.first, part.count, part.found.buckets);
            addStrays(part.found.strays);
            refine();
            Q_EMIT changed();
        });
}

std::vector<Offset> TopicTimeline::highs() const {
    std::vector<Offset> out;
    if (const TopicFacts* facts = m_connection.topic(m_topic))
        std::ranges::transform(facts->watermarks, std::back_inserter(out), &broker::Watermarks::high);
    return out;
}

void TopicTimeline::keepUp() {
    if (!m_refined || m_error || m_query.pending() || m_seenHighs == highs() ||
        m_connection.state() != ConnectionSession::State::Connected)
        return;
    m_seenHighs = highs();
    if (m_grid.buckets > kTooMany)
        return begin();
    m_keepingUp = true;
    ask<Look>([topic = m_topic, grid = m_grid](broker::Connection& c) { return lookAtTail(c, topic, grid); },
              [this](Look look) { takeTail(std::move(look)); });
}

/// Looks up the last bucket, which has grown, and the buckets after it.
Result<TopicTimeline::Look> TopicTimeline::lookAtTail(broker::Connection& connection, const TopicName& topic,
                                                      browsing::TimelineGrid from) {
    auto written = broker::writtenTimes(connection, topic);
    if (!written)
        return forward(written);
    auto watermarks = connection.watermarks(topic);
    if (!watermarks)
        return forward(watermarks);
    browsing::TimelineGrid tail{from.edge(from.buckets - 1), from.widthMs, 1};
    const TimestampMs last = written->span ? written->span->last : tail.begin;
    tail.buckets +=
        static_cast<int>(std::max<std::int64_t>(0, last - tail.end() + tail.widthMs) / tail.widthMs);
    Look look{std::move(*written), tail, {}, {}};
    look.counts.resize(tail, *watermarks);
    auto buckets = lookUp(connection, topic, tail, 0, tail.buckets, tail.buckets);
    if (!buckets)
        return forward(buckets);
    look.counts.take(0, tail.buckets, buckets->buckets);
    look.strays = std::move(buckets->strays);
    return look;
}

void TopicTimeline::addStrays(const std::vector<broker::StrayRecord>& strays) {
    for (const broker::StrayRecord& stray : strays)
        if (std::ranges::find(m_strays, stray.at, &broker::StrayRecord::at) == m_strays.end())
            m_strays.push_back(stray);
}

void TopicTimeline::takeTail(Look look) {
    m_keepingUp = false;
    m_times = std::move(look.times);
    addStrays(m_times.outside);
    addStrays(look.strays);
    if (look.counts.partitions != m_counts.partitions || look.grid.buckets > m_grid.buckets)
        return begin(); // partitions were added, or the topic's time jumped ahead
    const int added = look.grid.buckets - 1;
    const int dropped = m_span == browsing::TimelineSpan::All ? 0 : added;
    for (std::size_t row = 0; row < m_counts.counts.size(); ++row) {
        auto& counts = m_counts.counts[row];
        counts.pop_back();
        counts.insert(counts.end(), look.counts.counts[row].begin(), look.counts.counts[row].end());
        counts.erase(counts.begin(), counts.begin() + dropped);
    }
    m_grid.begin = m_grid.edge(dropped);
    m_grid.buckets += added - dropped;
    Q_EMIT changed();
}

} // namespace driftwood::session
