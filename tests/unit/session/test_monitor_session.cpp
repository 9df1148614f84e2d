#include "base/clock.h"
#include "broker/connection.h"
#include "broker/range_reader.h"
#include "drift/drift_json.h"
#include "monitoring/monitor_history.h"
#include "session/app_context.h"
#include "session/monitor_session.h"
#include "support/result_check.h"
#include "support/trained_demo.h"

#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace driftwood;
using namespace std::chrono_literals;
using session::MonitorSession;
using tasks::Job;
using test::kMachines;

namespace {

constexpr int kWaitMs = 60'000;

std::int64_t recordsOf(const monitoring::Track& track) {
    std::int64_t records = 0;
    for (const auto& point : track.points())
        records += point.records;
    return records;
}

} // namespace

class TestMonitorSession : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    test::TrainedDemo m_demo;
    std::unique_ptr<session::AppContext> m_app;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    MonitorSession::Setup setup(const std::string& name, scoring::StartAt start) const {
        MonitorSession::Setup setup;
        setup.profile = m_demo.feed->profile();
        setup.profile.readOnly = true; // the window's default
        setup.workspaceFolder = folder();
        setup.demo = m_demo.feed.get();
        setup.request.modelId = m_demo.model->id;
        setup.request.attachment.source = kMachines;
        setup.request.attachment.target = TopicName("pred." + name);
        setup.request.attachment.group = "driftwood-" + name;
        setup.request.attachment.startAt = start;
        return setup;
    }

    MonitorSession* start(MonitorSession::Setup setup) {
        return m_app->jobs.start(std::make_unique<MonitorSession>(std::move(setup), "machines-ae"));
    }

    std::int64_t recordsOn(const TopicName& topic) const {
        const auto marks = m_demo.connection->watermarks(topic);
        std::int64_t records = 0;
        for (const auto& mark : *marks)
            records += mark.high - mark.low;
        return records;
    }

    /// Source positions of the records on a prediction topic; duplicates are records scored twice.
    std::multiset<Position> sourcesOn(const TopicName& topic) const {
        broker::TopicRanges all{topic, {}};
        const auto marks = m_demo.connection->watermarks(topic);
        for (const auto& mark : *marks)
            all.ranges.push_back({mark.partition, mark.low, mark.high});
        auto reader = m_demo.connection->openRangeReader(all).value();
        std::multiset<Position> sources;
        while (!reader->finished()) {
            const auto batch = reader->next({});
            for (std::size_t i = 0; i < batch.value().size(); ++i) {
                std::map<std::string, std::string> headers;
                for (const auto& [name, value] : batch->headers(i))
                    headers[name] = value.value_or("");
                sources.insert({PartitionId(std::stoi(headers.at("driftwood.source.partition"))),
                                Offset(std::stoll(headers.at("driftwood.source.offset")))});
            }
        }
        return sources;
    }

    workspace::MonitorRow row(std::int64_t id) const {
        auto workspace = workspace::Workspace::open(folder());
        const auto rows = (*workspace)->monitors().value();
        for (const auto& row : rows)
            if (row.id == id)
                return row;
        return {};
    }

  private Q_SLOTS:
    void initTestCase() {
        auto demo = test::TrainedDemo::start(folder());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
    }
    void init() { m_app = std::make_unique<session::AppContext>(folder()); }
    void cleanup() {
        m_demo.feed->setLiveRate(0.0);
        m_app.reset();
    }

    void itsNumbersAreThoseOfTheJobRunByItself() {
        const std::int64_t all = recordsOn(kMachines);
        auto* monitor = start(setup("equal", scoring::StartAt::Earliest));
        QTRY_COMPARE_WITH_TIMEOUT(monitor->figures().scored, all, kWaitMs);
        monitor->stop();
        QTRY_VERIFY_WITH_TIMEOUT(monitor->over(), 10'000);
        QCOMPARE(monitor->state(), Job::State::Stopped);
        QCOMPARE(recordsOf(monitor->track()), all);
        QCOMPARE(static_cast<std::int64_t>(sourcesOn(TopicName("pred.equal")).size()), all);

        monitoring::AttachRequest alone = setup("equal", scoring::StartAt::Earliest).request;
        alone.attachment.target = TopicName();
        alone.maxRecords = all;
        std::int64_t anomalous = 0;
        std::size_t windows = 0;
        const auto outcome = monitoring::runAttachment(*m_demo.connection, folder(), alone,
                                                       [&](const monitoring::AttachUpdate& update) {
                                                           anomalous += update.anomalous;
                                                           windows += update.reports.size();
                                                       },
                                                       {});
        VERIFY_OK(outcome);
        QCOMPARE(monitor->figures().anomalous, anomalous);
        QCOMPARE(monitor->drift().windows().size(), windows);
        QCOMPARE(monitor->alarms().size(), outcome->alarms.size());
        for (std::size_t i = 0; i < outcome->alarms.size(); ++i) {
            QCOMPARE(monitor->alarms()[i].id, outcome->alarms[i].id);
            QCOMPARE(monitor->alarms()[i].value, outcome->alarms[i].value);
        }
    }

    void onlyTheAttachmentMayWrite() {
        auto* monitor = start(setup("writes", scoring::StartAt::Latest));
        QTRY_VERIFY_WITH_TIMEOUT(monitor->monitorId() != 0, kWaitMs);
        VERIFY_OK(m_demo.connection->topic(TopicName("pred.writes")));
        auto readOnly = m_demo.feed->profile();
        readOnly.readOnly = true;
        auto looking = broker::Connection::open(readOnly);
        VERIFY_OK(looking);
        VERIFY_FAILS((*looking)->createTopic(TopicName("pred.other"), 1), ErrorCode::NotAuthorized);
    }

    void driftRaisesAnAlarmThatIsKept() {
        auto request = setup("drift", scoring::StartAt::Latest);
        request.request.drift.windowRecords = 400;
        auto* monitor = start(std::move(request));
        QSignalSpy raised(monitor, &MonitorSession::alarmRaised);
        QTRY_VERIFY_WITH_TIMEOUT(monitor->monitorId() != 0, kWaitMs);
        m_demo.feed->setLiveRate(5.0);
        m_demo.feed->startDrift();
        const auto drifted = [&] {
            return std::ranges::any_of(monitor->alarms(), [](const drift::Alarm& alarm) {
                return alarm.path == "bearing_temperature" && alarm.kind == drift::AlarmKind::FieldDrift;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(drifted(), kWaitMs);
        QVERIFY(!raised.isEmpty());
        const auto id = monitor->monitorId();
        monitor->stop();
        QTRY_VERIFY_WITH_TIMEOUT(monitor->over(), 10'000);

        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        std::size_t kept = 0;
        const auto alarms = (*workspace)->alarms().value();
        for (const auto& alarm : alarms)
            if (alarm.monitorId == id) {
                ++kept;
                QVERIFY(alarm.fromMs > 0 && alarm.toMs >= alarm.fromMs);
            }
        QCOMPARE(kept, monitor->alarms().size());
        const auto history = monitoring::loadHistory(**workspace, id);
        VERIFY_OK(history);
        QCOMPARE(history->track.points.size(), monitor->track().points().size());
        QCOMPARE(history->windows.size(), monitor->drift().windows().size());
        QCOMPARE(history->latest->fields.size(), m_demo.model->reference.fields.size());
        QCOMPARE(history->latest->fields[0].shape, monitor->drift().latest()->fields[0].shape);
    }

    void aBrokerThatIsAwayIsSaidAndComesBackWithNothingLost() {
        auto* monitor = start(setup("away", scoring::StartAt::Latest));
        QTRY_VERIFY_WITH_TIMEOUT(monitor->monitorId() != 0, kWaitMs);
        m_demo.feed->setLiveRate(2.0);
        QTRY_VERIFY_WITH_TIMEOUT(monitor->figures().scored > 200, kWaitMs);
        const auto connectedSince = monitor->figures().connectionSince;
        VERIFY_OK(m_demo.feed->broker().setUp(false));
        QTRY_VERIFY_WITH_TIMEOUT(!monitor->figures().connected, kWaitMs);
        QVERIFY(monitor->figures().connectionSince > connectedSince);
        QCOMPARE(monitor->state(), Job::State::Running);
        const auto before = monitor->figures().scored;
        VERIFY_OK(m_demo.feed->broker().setUp(true));
        QTRY_VERIFY_WITH_TIMEOUT(monitor->figures().connected, kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(monitor->figures().scored > before + 200, kWaitMs);
        m_demo.feed->setLiveRate(0.0);
        monitor->stop();
        QTRY_VERIFY_WITH_TIMEOUT(monitor->over(), 10'000);
        const auto sources = sourcesOn(TopicName("pred.away"));
        const std::set<Position> distinct(sources.begin(), sources.end());
        QCOMPARE(static_cast<std::int64_t>(distinct.size()), monitor->figures().scored);
        QCOMPARE(recordsOf(monitor->track()), monitor->figures().scored);
    }

    void aResumedMonitorGoesOnWithoutAGap() {
        auto* first = start(setup("resumed", scoring::StartAt::Latest));
        QTRY_VERIFY_WITH_TIMEOUT(first->monitorId() != 0, kWaitMs);
        m_demo.feed->setLiveRate(2.0);
        QTRY_VERIFY_WITH_TIMEOUT(first->figures().scored > 300, kWaitMs);
        const auto id = first->monitorId();
        first->stop();
        QTRY_VERIFY_WITH_TIMEOUT(first->over(), 10'000);
        const auto scoredFirst = first->figures().scored;
        QCOMPARE(row(id).scored, scoredFirst);
        QVERIFY(!row(id).running);

        auto again = setup("resumed", scoring::StartAt::Committed);
        again.request.resumeMonitorId = id;
        again.scoredBefore = scoredFirst;
        auto* second = start(std::move(again));
        QTRY_VERIFY_WITH_TIMEOUT(second->figures().scored > scoredFirst + 300, kWaitMs);
        QCOMPARE(second->monitorId(), id);
        m_demo.feed->setLiveRate(0.0);
        QTRY_COMPARE_WITH_TIMEOUT(second->figures().lag, std::int64_t{0}, kWaitMs);
        second->stop();
        QTRY_VERIFY_WITH_TIMEOUT(second->over(), 10'000);
        const auto total = second->figures().scored;
        QCOMPARE(row(id).scored, total);
        QCOMPARE(recordsOf(second->track()), total);

        const auto sources = sourcesOn(TopicName("pred.resumed"));
        QCOMPARE(static_cast<std::int64_t>(sources.size()), total);
        std::map<PartitionId, std::set<Offset>> byPartition;
        for (const Position& source : sources)
            byPartition[source.partition].insert(source.offset);
        for (const auto& [partition, offsets] : byPartition)
            QCOMPARE(static_cast<std::int64_t>(offsets.size()), *offsets.rbegin() - *offsets.begin() + 1);
    }

    // 1500 records in three sessions give the same drift windows as in one: no window ends with a session.
    void theOpenWindowGoesOnInTheNextSitting() {
        monitoring::AttachRequest request = setup("windows", scoring::StartAt::Earliest).request;
        request.drift = {.windowRecords = 500, .minimumRecords = 100};
        broker::ConnectionProfile writable = m_demo.feed->profile();
        writable.readOnly = false;
        const auto connection = broker::Connection::open(writable).value();
        const auto partitions = static_cast<int>(m_demo.connection->watermarks(kMachines)->size());
        VERIFY_OK(m_demo.feed->broker().createTopic(request.attachment.target, partitions));
        QStringList windows;
        const auto sit = [&](const monitoring::AttachRequest& sitting) {
            windows.clear();
            const auto outcome = monitoring::runAttachment(*connection, folder(), sitting, {}, {});
            if (!outcome) {
                qWarning("%s", outcome.error().text().c_str());
                return std::int64_t{0};
            }
            for (const auto& report : outcome->reports)
                windows << QString::fromStdString(drift::toJson(report).dump());
            return outcome->monitorId;
        };
        monitoring::AttachRequest alone = request;
        alone.attachment.target = TopicName();
        alone.maxRecords = 1500;
        QVERIFY(sit(alone) != 0);
        const QStringList wanted = windows;
        QCOMPARE(wanted.size(), 3);

        QStringList together;
        for (const std::int64_t records : {700, 200, 600}) {
            request.maxRecords = records;
            request.resumeMonitorId = sit(request);
            QVERIFY(request.resumeMonitorId != 0);
            request.attachment.startAt = scoring::StartAt::Committed;
            together += windows;
        }
        QCOMPARE(together, wanted);

        // Another process scores some records for the group:
        // they are in none of our windows, so a new window begins.
        request.maxRecords = 200;
        QCOMPARE(sit(request), request.resumeMonitorId);
        monitoring::AttachRequest other = request;
        other.resumeMonitorId = 0;
        other.maxRecords = 50;
        QVERIFY(sit(other) != 0);
        request.maxRecords = 300;
        QCOMPARE(sit(request), request.resumeMonitorId);
        QCOMPARE(windows.size(), 0);
        request.maxRecords = 200;
        QCOMPARE(sit(request), request.resumeMonitorId);
        QCOMPARE(windows.size(), 1);
    }

    void aBrokerThatIsNotThereYetIsWaitedForUntilStopped() {
        auto nowhere = setup("nowhere", scoring::StartAt::Latest);
        nowhere.profile.bootstrapServers = "127.0.0.1:9";
        auto* monitor = start(std::move(nowhere));
        QTRY_COMPARE_WITH_TIMEOUT(monitor->progress().stage, std::string("waiting for the broker"), kWaitMs);
        QCOMPARE(monitor->state(), Job::State::Running);
        monitor->stop();
        QTRY_VERIFY_WITH_TIMEOUT(monitor->over(), 10'000);
        QCOMPARE(monitor->state(), Job::State::Stopped);
        QCOMPARE(monitor->monitorId(), std::int64_t{0});
    }

    void closingTheApplicationStopsAndNotesIt() {
        auto* monitor = start(setup("closing", scoring::StartAt::Latest));
        QTRY_VERIFY_WITH_TIMEOUT(monitor->monitorId() != 0, kWaitMs);
        m_demo.feed->setLiveRate(2.0);
        QTRY_VERIFY_WITH_TIMEOUT(monitor->figures().scored > 100, kWaitMs);
        const auto id = monitor->monitorId();
        m_app.reset();
        QVERIFY(!row(id).running);
        m_demo.feed->setLiveRate(0.0);
        QCOMPARE(row(id).scored, static_cast<std::int64_t>(sourcesOn(TopicName("pred.closing")).size()));
    }
};

QTEST_GUILESS_MAIN(TestMonitorSession)
#include "test_monitor_session.moc"
