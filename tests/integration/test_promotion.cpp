// Replacing one model by another, and other processes that use the group.

#include "sensor_bench.h"

#include "base/person.h"
#include "broker/group_observer.h"
#include "monitoring/group_memory.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/promotion.h"
#include "support/hand_over.h"
#include "support/result_check.h"
#include "workspace/activity_lock.h"

#include <QtTest>
#include <atomic>
#include <thread>

using namespace driftwood;
using namespace std::chrono_literals;
using test::SensorBench;

class TestPromotion : public QObject {
    Q_OBJECT

    std::unique_ptr<SensorBench> m_bench;
    std::string m_first;
    std::string m_second;
    std::string m_classifier;
    int m_appended = 0;

    Status append(int count) {
        const int first = m_appended;
        m_appended += count;
        return m_bench->append(first, count);
    }
    Result<std::string> train(const runs::TrainRequest& request) {
        auto trained = runs::runTraining(*m_bench->connection, m_bench->folder(), request, {}, {});
        if (!trained)
            return forward(trained);
        return trained->model->id;
    }
    monitoring::AttachRequest attach(const std::string& model, const std::string& name) {
        monitoring::AttachRequest request;
        request.modelId = model;
        request.attachment = {
            .source = SensorBench::kTopic, .target = TopicName("pred." + name), .group = "group." + name};
        static_cast<void>(m_bench->broker->createTopic(request.attachment.target, SensorBench::kPartitions));
        return request;
    }
    std::unique_ptr<workspace::Workspace> open() {
        return workspace::Workspace::open(m_bench->folder()).value();
    }

    // From the request on, nothing that the hand-over needs can be removed, whichever of the two monitors
    // runs.
    void triedRemovals(const std::string& group, std::vector<std::string>& removed) {
        const auto workspace = open();
        const auto until = std::chrono::steady_clock::now() + 400ms; // far longer than opening takes
        do {
            const auto promotions = workspace->promotions().value();
            const auto monitors = workspace->monitors().value();
            if (promotions.empty() || promotions.front().state == workspace::PromotionState::Refused)
                return;
            const auto successor =
                std::ranges::find(monitors, promotions.front().toMonitorId, &workspace::MonitorRow::id);
            if (successor == monitors.end() || successor->group != group)
                return;
            if (workspace->removeMonitor(successor->id))
                removed.push_back("monitor " + std::to_string(successor->id));
            if (workspace->removeModel(successor->modelId))
                removed.push_back("model " + successor->modelId);
            if (workspace->removeDataset("sensors"))
                removed.emplace_back("data set");
        } while (removed.empty() && std::chrono::steady_clock::now() < until);
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = SensorBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        VERIFY_OK(append(600));
        VERIFY_OK(m_bench->takeDataset("sensors"));
        auto first = train(SensorBench::request("sensors", "v1"));
        VERIFY_OK(first);
        m_first = *first;
        auto other = SensorBench::request("sensors", "v2");
        other.training.seed = 11;
        auto second = train(other);
        VERIFY_OK(second);
        m_second = *second;
        auto classifier = SensorBench::request("sensors", "hot");
        classifier.training.task = training::Task::Classification;
        classifier.training.network = {training::NetworkKind::Mlp, {4}, training::Activation::Tanh};
        classifier.features.labelKind = features::LabelKind::Category;
        classifier.features.labelPath = "hot";
        auto third = train(classifier);
        VERIFY_OK(third);
        m_classifier = *third;
    }

    void noRecordIsScoredTwiceOrLeftOut() {
        std::vector<std::string> removed;
        const auto request = attach(m_first, "handed-over");
        const auto outcome = test::handOver(*m_bench->connection, m_bench->folder(),
                                            {request.attachment.source, request.attachment.target,
                                             request.attachment.group, m_first, m_second, [&] {
                                                 triedRemovals(request.attachment.group, removed);
                                                 return append(40);
                                             }});
        QVERIFY2(removed.empty(), removed.empty() ? "" : removed.front().c_str());
        VERIFY_OK(outcome);
        QVERIFY2(outcome->wrong.empty(), outcome->wrong.empty() ? "" : outcome->wrong.front().c_str());
        QVERIFY(outcome->byChampion >= 400 && outcome->byChallenger >= 200);
        QCOMPARE(outcome->predictions, outcome->byChampion + outcome->byChallenger);
        // There and back between two monitors, which both remain.
        const auto& there = outcome->promotions[0];
        const auto& back = outcome->promotions[1];
        QCOMPARE(back.toMonitorId, there.fromMonitorId);
        QCOMPARE(back.fromMonitorId, there.toMonitorId);
        QCOMPARE(there.why, std::string("because"));
        std::int64_t scored = 0;
        const auto monitors = open()->monitors().value();
        for (const auto& row : monitors)
            if (row.group == request.attachment.group) {
                scored += row.scored;
                QVERIFY(!row.running);
                QCOMPARE(row.modelId, row.id == there.fromMonitorId ? m_first : m_second);
            }
        QCOMPARE(scored, outcome->predictions);
    }

    void twoOfOurOwnInOneGroupAreRefused() {
        const auto request = attach(m_first, "shared");
        std::atomic<std::int64_t> monitor = 0;
        std::jthread running([&](const std::stop_token& stop) {
            static_cast<void>(monitoring::runAttachment(
                *m_bench->connection, m_bench->folder(), request,
                [&](const monitoring::AttachUpdate& update) { monitor = update.monitorId; }, stop));
        });
        QTRY_VERIFY_WITH_TIMEOUT(monitor != 0, 20'000);
        auto other = attach(m_second, "shared");
        other.attachment.target =
            TopicName("pred.elsewhere"); // another target does not make it another reader of the group
        const auto refused =
            monitoring::runAttachment(*m_bench->connection, m_bench->folder(), other, {}, {});
        VERIFY_FAILS(refused, ErrorCode::AlreadyExists);
        QVERIFY2(refused.error().where.find("monitor " + std::to_string(monitor.load())) != std::string::npos,
                 refused.error().text().c_str());
        QCOMPARE(open()->monitors().value().front().id, monitor.load()); // no monitor was recorded for it
        auto own = other;
        own.attachment.group = "group.its-own";
        own.attachment.target = TopicName();
        own.maxDuration = 1ms;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), own, {}, {}));
        running.request_stop();
        running.join();
        other.maxDuration = 1ms;
        other.attachment.target = request.attachment.target;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), other, {}, {}));
    }

    void whatCannotTakeThePlaceIsRefused() {
        auto request = attach(m_first, "refused");
        request.maxDuration = 1ms;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), request, {}, {}));
        const auto workspace = open();
        const auto monitor = workspace->monitors().value().front().id;
        const auto promote = [&](std::int64_t place, const std::string& model) {
            return monitoring::promote(*m_bench->connection, *workspace, {place, model, "test", {}});
        };
        VERIFY_FAILS(promote(monitor, m_first), ErrorCode::InvalidArgument);
        VERIFY_FAILS(promote(monitor, m_classifier), ErrorCode::InvalidArgument);
        VERIFY_FAILS(promote(monitor, "no such model"), ErrorCode::NotFound);
        VERIFY_FAILS(promote(99'999, m_second), ErrorCode::NotFound);
        VERIFY_FAILS(monitoring::promotionBack(*workspace, monitor), ErrorCode::NotFound);
    }

    // The number given is that of the replaced monitor: the error says which number to give.
    void whatWasReplacedIsPutBackByTheOtherNumber() {
        auto request = attach(m_first, "replaced");
        request.maxDuration = 1ms;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), request, {}, {}));
        const auto workspace = open();
        const auto monitor = workspace->monitors().value().front().id;
        const auto promoted =
            monitoring::promote(*m_bench->connection, *workspace, {monitor, m_second, "test", {}});
        VERIFY_OK(promoted);
        const auto refused = monitoring::promotionBack(*workspace, monitor);
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        const std::string command = "promote " + std::to_string(promoted->toMonitorId) + " --back";
        QVERIFY2(refused.error().hint.find(command) != std::string::npos, refused.error().hint.c_str());
        const auto back = monitoring::promotionBack(*workspace, promoted->toMonitorId);
        VERIFY_OK(back);
        QCOMPARE(back->modelId, m_first);
    }

    // If the monitor does not run, it is done at once; the next session starts at the committed offsets.
    void aStoppedMonitorIsHandedOverToo() {
        auto request = attach(m_first, "stopped");
        request.attachment.startAt = scoring::StartAt::Earliest;
        request.maxRecords = 100;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), request, {}, {}));
        const auto workspace = open();
        const auto monitor = workspace->monitors().value().front().id;
        const auto promotion =
            monitoring::promote(*m_bench->connection, *workspace, {monitor, m_second, personHere(), {}});
        VERIFY_OK(promotion);
        QVERIFY(promotion->state == workspace::PromotionState::Done);
        QVERIFY(promotion->by.find('@') != std::string::npos);
        const auto committed =
            m_bench->connection->committed(request.attachment.group, SensorBench::kTopic).value();
        QVERIFY(monitoring::positionsOf(*promotion) == committed);
        auto successor = monitoring::successorOf(*workspace, *promotion);
        VERIFY_OK(successor);
        QCOMPARE(successor->modelId, m_second);
        successor->maxRecords = 50;
        const auto went =
            monitoring::runAttachment(*m_bench->connection, m_bench->folder(), *successor, {}, {});
        VERIFY_OK(went);
        std::int64_t before = 0;
        std::int64_t after = 0;
        for (const Position& position : committed)
            before += position.offset.value;
        for (const Position& position : went->committed)
            after += position.offset.value;
        QCOMPARE(after - before, 50);
    }

    void aRequestThatNobodyDoesIsTakenBack() {
        auto request = attach(m_first, "nobody");
        request.maxDuration = 1ms;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), request, {}, {}));
        const auto workspace = open();
        auto row = workspace->monitors().value().front();
        // Simulates an unresponsive process that holds the lock.
        const auto lock =
            workspace::ActivityLock::take(workspace->folder(), workspace::Activity::Monitor, row.id);
        VERIFY_OK(lock);
        row.running = true;
        VERIFY_OK(workspace->updateMonitor(row));
        const auto asked =
            monitoring::promote(*m_bench->connection, *workspace, {row.id, m_second, "test", {}});
        VERIFY_OK(asked);
        QVERIFY(asked->state == workspace::PromotionState::Requested);
        VERIFY_FAILS(monitoring::promote(*m_bench->connection, *workspace, {row.id, m_second, "test", {}}),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(monitoring::awaitPromotion(*workspace, asked->id, 50ms, {}), ErrorCode::Stalled);
        QVERIFY(workspace->promotions().value().front().state == workspace::PromotionState::Refused);
    }

    // The demo's broker stores nothing: after its end a new one runs, which does not know the group.
    void anotherDemoIsBegunAnew() {
        auto request = attach(m_first, "demo");
        request.profileName = "demo";
        request.attachment.startAt = scoring::StartAt::Earliest;
        request.attachment.deadLetter = TopicName("dead");
        VERIFY_OK(m_bench->broker->createTopic(request.attachment.deadLetter, 1));
        request.maxRecords = 100;
        const auto first =
            monitoring::runAttachment(*m_bench->connection, m_bench->folder(), request, {}, {});
        VERIFY_OK(first);
        const auto place = monitoring::placeOf(*open(), first->monitorId);
        VERIFY_OK(place);
        QVERIFY(*place && (*place)->remembered.committed == first->committed);
        QCOMPARE((*place)->deadLetter, std::string("dead"));

        auto other = SensorBench::start();
        VERIFY_OK(other);
        VERIFY_OK((*other)->append(0, 40));
        VERIFY_OK((*other)->broker->createTopic(request.attachment.target, SensorBench::kPartitions));
        auto again = monitoring::requestToContinue(*monitoring::monitorByNumber(*open(), first->monitorId));
        VERIFY_OK(again);
        again->maxDuration = 1ms;
        std::vector<bool> anew;
        const auto sink = [&](const monitoring::AttachUpdate& update) { anew.push_back(update.beganAnew); };
        const auto second =
            monitoring::runAttachment(*(*other)->connection, m_bench->folder(), *again, sink, {});
        VERIFY_OK(second);
        QCOMPARE(second->monitorId, first->monitorId);
        QCOMPARE(second->committed,
                 (std::vector<Position>{{PartitionId(0), Offset(20)}, {PartitionId(1), Offset(20)}}));
        QVERIFY(!anew.empty() && anew.front());
        // The same broker again is not reported as a new one.
        anew.clear();
        VERIFY_OK(monitoring::runAttachment(*(*other)->connection, m_bench->folder(), *again, sink, {}));
        QVERIFY(!anew.empty() && !anew.front());
    }

    // An attachment that has ended does not count as active.
    void oneThatHasEndedIsNobody() {
        auto request = attach(m_first, "ended");
        request.maxRecords = 20;
        request.attachment.startAt = scoring::StartAt::Earliest;
        VERIFY_OK(monitoring::runAttachment(*m_bench->connection, m_bench->folder(), request, {}, {}));
        auto observer = m_bench->connection->observeGroup(request.attachment.group, SensorBench::kTopic,
                                                          {PartitionId(0), PartitionId(1)});
        VERIFY_OK(observer);
        const auto left = (*observer)->positions(broker::GroupObserver::kWait, {});
        VERIFY_OK(left);
        QCOMPARE(left->size(), std::size_t(2));
        for (const auto& position : *left)
            QVERIFY(position.ended());
        std::vector<bool> told;
        request.attachment.startAt = scoring::StartAt::Committed;
        VERIFY_OK(monitoring::runAttachment(
            *m_bench->connection, m_bench->folder(), request,
            [&](const monitoring::AttachUpdate& update) { told.push_back(update.groupShared); }, {}));
        QVERIFY(!told.empty() && !told.front());
    }
};

QTEST_GUILESS_MAIN(TestPromotion)
#include "test_promotion.moc"
