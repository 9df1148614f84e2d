#include "session/connection_session.h"

#include <algorithm>
#include <utility>

namespace driftwood::session {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Watermarks take one request per topic: with very many topics a poll reads as many as it can in this time,
/// and the next poll continues with the others.
constexpr std::chrono::milliseconds kLookBudget{1000};

bool meansBrokerGone(ErrorCode code) { return code == ErrorCode::Unreachable || code == ErrorCode::Stalled; }

bool isSamePlace(const broker::ConnectionProfile& a, const broker::ConnectionProfile& b) {
    return a.name == b.name && a.bootstrapServers == b.bootstrapServers;
}

double rate(const TopicFacts& before, const std::vector<broker::Watermarks>& now, double seconds) {
    std::int64_t written = 0;
    for (const broker::Watermarks& mark : now)
        for (const broker::Watermarks& old : before.watermarks)
            if (old.partition == mark.partition)
                written += std::max<std::int64_t>(0, mark.high - old.high);
    return static_cast<double>(written) / seconds;
}

} // namespace

std::int64_t TopicFacts::records() const {
    if (watermarks.empty())
        return -1;
    std::int64_t sum = 0;
    for (const broker::Watermarks& mark : watermarks)
        sum += mark.high - mark.low;
    return sum;
}

ConnectionSession::ConnectionSession(tasks::Background& background, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_since(std::chrono::system_clock::now()) {
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionSession::look);
}

ConnectionSession::~ConnectionSession() = default;

void ConnectionSession::begin(broker::ConnectionProfile profile) {
    m_timer.stop();
    m_looking.cancel();
    m_opening.cancel();
    m_connection.reset();
    m_topics.clear();
    if (!m_clusterId.empty())
        m_lastClusterId = std::exchange(m_clusterId, {});
    m_lookedAt = {};
    const bool another = m_state != State::None && !isSamePlace(m_profile, profile);
    m_profile = std::move(profile);
    if (another) {
        m_lastClusterId.clear();
        Q_EMIT clusterChanged();
    }
    setState(State::Connecting);
    Q_EMIT topicsChanged();
}

void ConnectionSession::connectTo(const broker::ConnectionProfile& profile) {
    begin(profile);
    m_opening = m_background.run<Opened>(
        [profile](const std::stop_token&) {
            return Opened{broker::Connection::open(profile, kConnectTimeout), nullptr};
        },
        [this](Opened opened) { takeOpened(std::move(opened)); });
}

void ConnectionSession::openDemo(const demo::DemoOptions& options) {
    broker::ConnectionProfile starting;
    starting.name = "demo";
    begin(m_demo ? m_demo->profile() : starting);
    m_opening = m_background.run<Opened>(
        [options, demo = m_demo](const std::stop_token&) mutable -> Opened {
            if (!demo) {
                auto started = demo::DemoFeed::start(options);
                if (!started)
                    return {tl::unexpected<Error>(std::move(started.error())), nullptr};
                demo = std::move(*started);
            }
            return {broker::Connection::open(demo->profile(), kConnectTimeout), demo};
        },
        [this](Opened opened) { takeOpened(std::move(opened)); });
}

void ConnectionSession::takeOpened(Opened opened) {
    if (opened.demo) {
        m_demo = std::move(opened.demo);
        m_profile = m_demo->profile();
    }
    if (!opened.connection) {
        setState(State::Failed, opened.connection.error());
        return;
    }
    m_connection = std::move(*opened.connection);
    setState(State::Connected);
    m_timer.start();
    look();
}

void ConnectionSession::disconnectFrom() {
    begin({});
    setState(State::None);
}

void ConnectionSession::lookNow() {
    if (m_state == State::Failed)
        connectTo(m_profile);
    else
        look();
}

void ConnectionSession::look() {
    if (!m_connection || m_looking.pending())
        return;
    m_looking = m_background.run<Result<Look>>(
        [connection = m_connection, known = m_topics](const std::stop_token& stop) {
            return lookAt(*connection, known, stop);
        },
        [this](Result<Look> look) { takeLook(std::move(look)); });
}

Result<ConnectionSession::Look> ConnectionSession::lookAt(broker::Connection& connection,
                                                          const std::vector<TopicFacts>& known,
                                                          const std::stop_token& stop) {
    auto cluster = connection.cluster();
    if (!cluster)
        return forward(cluster);
    Look look;
    look.clusterId = cluster->clusterId;
    look.at = SteadyClock::now();
    const auto remembered = [&known](const TopicName& name) -> const TopicFacts* {
        const auto it = std::ranges::find(known, name, [](const TopicFacts& t) { return t.info.name; });
        return it == known.end() ? nullptr : &*it;
    };
    // Queries all at once; topics without an answer are queried individually.
    auto all = connection.watermarksOf(cluster->topics)
                   .value_or(std::map<TopicName, std::vector<broker::Watermarks>>{});
    for (broker::TopicInfo& info : cluster->topics) {
        TopicFacts facts;
        const TopicFacts* before = remembered(info.name);
        const bool inTime = SteadyClock::now() - look.at < kLookBudget && !stop.stop_requested();
        if (const auto found = all.find(info.name); found != all.end())
            facts.watermarks = std::move(found->second);
        else if (auto marks = inTime
                                  ? connection.watermarks(info.name)
                                  : Result<std::vector<broker::Watermarks>>(fail(ErrorCode::Cancelled, {})))
            facts.watermarks = std::move(*marks);
        else if (before != nullptr)
            facts.watermarks = before->watermarks;
        facts.info = std::move(info);
        look.topics.push_back(std::move(facts));
    }
    return look;
}

void ConnectionSession::takeLook(Result<Look> look) {
    if (!look) {
        if (meansBrokerGone(look.error().code) && m_state != State::Lost)
            setState(State::Lost, look.error());
        return; // the timer polls again
    }
    // The same address may be another cluster by now.
    const std::string known = m_clusterId.empty() ? m_lastClusterId : m_clusterId;
    const bool another = !known.empty() && known != look->clusterId;
    if (another)
        m_lookedAt = {};
    const double seconds = std::chrono::duration<double>(look->at - m_lookedAt).count();
    if (m_lookedAt != SteadyClock::time_point{})
        for (TopicFacts& facts : look->topics)
            if (const TopicFacts* before = topic(facts.info.name);
                before != nullptr && !before->watermarks.empty())
                facts.recordsPerSec = rate(*before, facts.watermarks, seconds);
    m_lookedAt = look->at;
    m_clusterId = std::move(look->clusterId);
    m_topics = std::move(look->topics);
    if (another)
        Q_EMIT clusterChanged();
    if (m_state != State::Connected)
        setState(State::Connected);
    Q_EMIT topicsChanged();
}

const TopicFacts* ConnectionSession::topic(const TopicName& name) const {
    const auto it = std::ranges::find(m_topics, name, [](const TopicFacts& t) { return t.info.name; });
    return it == m_topics.end() ? nullptr : &*it;
}

void ConnectionSession::setState(State state, std::optional<Error> error) {
    m_state = state;
    m_error = std::move(error);
    m_since = std::chrono::system_clock::now();
    Q_EMIT stateChanged();
}

} // namespace driftwood::session
