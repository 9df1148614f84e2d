#include "demo/demo_feed.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/thread_priority.h"
#include "demo/day_rhythm.h"

namespace driftwood::demo {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Long enough that a live batch has a dozen records per partition:
/// they compress well, and the embedded broker,
/// which answers one batch per request and finds it by walking through all earlier ones, stays fast for long.
constexpr milliseconds kTick{250};
constexpr milliseconds kFlushTimeout{60000};

/// The embedded broker keeps 5 MiB per partition: with zstd that is half as much history again as with lz4,
/// and the linger keeps the records of one tick in one batch.
broker::PublishOptions publisherOptions() {
    broker::PublishOptions options;
    options.compression = "zstd";
    options.linger = milliseconds(5);
    return options;
}

/// Treats NaN and negative rates as a pause.
double sane(double rate) { return rate > 0.0 ? rate : 0.0; }

} // namespace

DemoFeed::DemoFeed(DemoOptions options, std::unique_ptr<broker::EmbeddedBroker> broker)
    : m_options(options)
    , m_broker(std::move(broker))
    , m_began(steady_clock::now())
    , m_liveRate(sane(options.liveRate)) {
    if (m_options.start.value == 0)
        m_options.start = timeNow();
}

DemoFeed::~DemoFeed() = default;

void DemoFeed::startFeeding() {
    m_thread = std::jthread([this](const std::stop_token& stop) {
        giveWayToWindow();
        feed(stop);
    });
}

broker::ConnectionProfile DemoFeed::profile() const {
    broker::ConnectionProfile profile = m_broker->profile();
    profile.name = "demo";
    profile.registry.addresses = {m_registry->address()};
    return profile;
}

void DemoFeed::setLiveRate(double factor) { m_liveRate = sane(factor); }

Status DemoFeed::status() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

Status DemoFeed::fill(std::vector<std::unique_ptr<Simulator>> world) {
    for (const auto& simulator : world) {
        if (auto made = m_broker->createTopic(TopicName(simulator->topic()), simulator->partitions()); !made)
            return made;
    }
    std::vector<DemoSchema> schemas;
    for (const auto& simulator : world)
        for (DemoSchema& schema : simulator->schemas())
            schemas.push_back(std::move(schema));
    auto registry = DemoRegistry::start(schemas);
    if (!registry)
        return forward(registry);
    m_registry = std::move(*registry);
    auto connection = broker::Connection::open(profile());
    if (!connection)
        return forward(connection);
    m_connection = std::move(*connection);
    for (auto& simulator : world) {
        auto publisher = m_connection->openPublisher(TopicName(simulator->topic()), publisherOptions());
        if (!publisher)
            return forward(publisher);
        m_topics.push_back({std::move(simulator), std::move(*publisher)});
    }
    // Generates an hour at a time, so that a day of records need not be in memory at once.
    const TimestampMs end = m_options.start;
    for (TimestampMs from(end.value - m_options.history.count() * kMsPerHour); from < end;
         from.value += kMsPerHour) {
        for (FedTopic& topic : m_topics) {
            if (auto done = publish(topic, from, TimestampMs(from.value + kMsPerHour)); !done)
                return done;
        }
    }
    for (FedTopic& topic : m_topics) {
        if (auto done = topic.publisher->flush(kFlushTimeout); !done)
            return done;
    }
    return {};
}

Status DemoFeed::publish(FedTopic& topic, TimestampMs from, TimestampMs to) {
    m_records.clear();
    topic.simulator->generate(from, to, m_records);
    for (const DemoRecord& record : m_records) {
        broker::OutgoingRecord outgoing;
        outgoing.partition = PartitionId(record.partition);
        outgoing.key = record.key;
        outgoing.value = record.value;
        outgoing.timestamp = record.timestamp;
        if (auto done = topic.publisher->publish(outgoing); !done)
            return done;
        ++m_produced;
    }
    return {};
}

void DemoFeed::applyWishes(TimestampMs now) {
    if (const double rate = m_liveRate; rate != m_appliedRate) {
        m_appliedRate = rate;
        for (FedTopic& topic : m_topics)
            topic.simulator->setRecordsPerSecond(rate * topic.simulator->liveRecordsPerSecond());
    }
    const milliseconds after = m_options.driftAfter;
    if (after.count() > 0 && now - m_options.start >= after.count())
        m_driftWanted = true;
    if (m_driftWanted && !m_driftStarted) {
        m_driftStarted = true;
        for (FedTopic& topic : m_topics)
            topic.simulator->startDrift(now);
    }
}

Status DemoFeed::tick(TimestampMs from, TimestampMs to) {
    applyWishes(from);
    for (FedTopic& topic : m_topics) {
        if (auto done = publish(topic, from, to); !done)
            return done;
    }
    return {};
}

void DemoFeed::feed(const std::stop_token& stop) {
    TimestampMs from = m_options.start;
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        lock.unlock();
        // Event time follows the monotonic clock: it never runs backwards when the system time is changed.
        const auto elapsed = std::chrono::duration_cast<milliseconds>(steady_clock::now() - m_began);
        const TimestampMs to(m_options.start.value + elapsed.count());
        Status done = tick(from, to);
        from = to;
        lock.lock();
        if (!done) {
            log::error("demo feed stopped: " + done.error().text());
            m_status = std::move(done);
            return;
        }
        m_wake.wait_for(lock, stop, kTick, [] { return false; });
    }
}

Result<std::unique_ptr<DemoFeed>> DemoFeed::start(DemoOptions options) {
    auto folder = definitionsFolder();
    if (!folder)
        return forward(folder);
    auto world = loadWorld(*folder, options.seed);
    if (!world)
        return forward(world);
    auto broker = broker::EmbeddedBroker::start();
    if (!broker)
        return forward(broker);
    auto feed = std::unique_ptr<DemoFeed>(new DemoFeed(options, std::move(*broker)));
    if (auto filled = feed->fill(std::move(*world)); !filled)
        return forward(filled);
    feed->startFeeding();
    return feed;
}

} // namespace driftwood::demo
