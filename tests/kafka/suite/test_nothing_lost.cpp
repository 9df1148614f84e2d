// Changes of a group and a topic between two sessions of an attachment, and during one: no record is skipped
// without a report.

#include "base/clock.h"
#include "dataset/dataset.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/predictions.h"
#include "kafka/support/reading.h"
#include "monitoring/attachment_job.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/unpublished_rows.h"
#include "runs/training_job.h"
#include "support/result_check.h"
#include "workspace/workspace.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <random>
#include <set>
#include <thread>

namespace driftwood::test {

using namespace std::chrono_literals;

class TestNothingLost : public QObject {
    Q_OBJECT

  public:
    explicit TestNothingLost(KafkaBed& bed)
        : m_bed(bed)
        , m_admin(bed.address(Listener::Plaintext)) {}

  private Q_SLOTS:
    void initTestCase() {
        m_writer = std::make_unique<LogWriter>(m_bed.address(Listener::Plaintext));
        const std::string trained = freshTopic("trained");
        VERIFY_OK(m_admin.createTopic(trained, 1));
        VERIFY_OK(write(trained, 300, 1));
        auto opened = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(opened);
        m_connection = *opened;
        auto whole = wholeTopic(*m_connection, trained);
        VERIFY_OK(whole);
        auto data = dataset::createDataset(*m_connection, {.name = "rows", .ranges = *whole}, {}, {});
        VERIFY_OK(data);
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addDataset(data->manifest, "bed"));
        runs::TrainRequest request{.dataset = "rows", .modelName = "rows"};
        request.features.inputs = {{.path = "a"}, {.path = "b"}};
        request.training.network = {.kind = training::NetworkKind::Autoencoder, .hidden = {1}};
        request.training.epochs = 1;
        auto model = runs::runTraining(*m_connection, folder(), request, {}, {});
        VERIFY_OK(model);
        m_model = model->model->id;
    }

    void cleanupTestCase() {
        m_writer.reset();
        m_connection.reset();
    }

    void recordsThatComeAfterAnIdleSittingAreScored() {
        const auto request = freshPlace("idle", 2);
        auto first = sit(request, 0);
        VERIFY_OK(first);
        QCOMPARE(first->scored, 0);
        const auto stands = m_connection->committed(request.attachment.group, request.attachment.source);
        VERIFY_OK(stands);
        QCOMPARE(*stands, (std::vector{at(0, 0), at(1, 0)}));
        QCOMPARE(first->committed, *stands);
        VERIFY_OK(write(request.attachment.source.value, 8, 2));
        auto second = sit(request, 8);
        VERIFY_OK(second);
        QCOMPARE(second->scored, 8);
        QCOMPARE(second->monitorId, first->monitorId);
    }

    // Stopped before its first step, so leave() did nothing.
    void whoIsKilledAtOnceHasBegunNevertheless() {
        const auto request = freshPlace("killed", 2);
        VERIFY_OK(write(request.attachment.source.value, 4, 2));
        {
            auto model = monitoring::runAttachment(*m_connection, folder(), request, {}, stopped());
            VERIFY_OK(model);
        }
        QCOMPARE(committed(request), (std::vector{at(0, 2), at(1, 2)}));
    }

    void aGroupThatWasDeletedAsksWhereToBegin() {
        const auto request = freshPlace("expired", 1);
        VERIFY_OK(sit(request, 0));
        VERIFY_OK(write(request.attachment.source.value, 3, 1));
        VERIFY_OK(sit(request, 3));
        VERIFY_OK(m_admin.deleteGroup(request.attachment.group));
        VERIFY_OK(write(request.attachment.source.value, 3, 1));
        const auto refused = sit(request, 3);
        VERIFY_FAILS(refused, ErrorCode::Mismatch);
        QVERIFY(monitoring::asksWhereToBegin(refused.error()));
        QVERIFY2(refused.error().what.find("P0 @ 3") != std::string::npos, refused.error().what.c_str());
        QVERIFY(committed(request).empty()); // asking the user has committed nothing
        // The user has chosen the positions.
        auto from = request;
        from.attachment.startPositions = {at(0, 3)};
        const auto outcome = sit(from, 3);
        VERIFY_OK(outcome);
        QCOMPARE(outcome->scored, 3);
        QCOMPARE(committed(request), (std::vector{at(0, 6)}));
    }

    void aTopicMadeAnewAsksWhereToBegin() {
        const auto request = freshPlace("anew", 1);
        VERIFY_OK(sit(request, 0));
        VERIFY_OK(write(request.attachment.source.value, 3, 1));
        VERIFY_OK(sit(request, 3));
        VERIFY_OK(m_admin.deleteTopic(request.attachment.source.value));
        VERIFY_OK(m_admin.createTopic(request.attachment.source.value, 1));
        VERIFY_OK(write(request.attachment.source.value, 7, 1));
        const auto refused = sit(request, 7);
        VERIFY_FAILS(refused, ErrorCode::TopicGone);
        QVERIFY(monitoring::asksWhereToBegin(refused.error()));
        auto all = request;
        all.attachment.startAt = scoring::StartAt::Earliest;
        const auto outcome = sit(all, 7);
        VERIFY_OK(outcome);
        QCOMPARE(outcome->scored, 7);
    }

    // Hardly any record of the new topic is scored from the old position on, and the report states which
    // were.
    void aTopicMadeAnewWhileItRunsIsNoticedAtOnce() {
        auto request = freshPlace("anew-live", 1);
        request.attachment.lookAtTopicsEvery = 250ms;
        request.attachment.startAt = scoring::StartAt::Earliest;
        const std::string& topic = request.attachment.source.value;
        VERIFY_OK(write(topic, 20, 1));
        std::atomic<std::int64_t> scored = 0;
        Result<monitoring::AttachOutcome> outcome = fail(ErrorCode::Internal, "not run");
        std::jthread running([&] {
            outcome =
                sit(request, 1000, [&](const monitoring::AttachUpdate& update) { scored = update.scored; });
        });
        QTRY_VERIFY_WITH_TIMEOUT(scored == 20, 20000);
        QTest::qWait(3000); // many checks of the topic, so that the old topic is certainly known
        VERIFY_OK(m_admin.deleteTopic(topic));
        VERIFY_OK(m_admin.createTopic(topic, 1));
        VERIFY_OK(write(topic, 100, 1));
        QElapsedTimer clock;
        clock.start();
        running.join();
        qInfo("noticed %lld ms after it was made anew, %lld scored", clock.elapsed(), qint64(scored.load()));
        VERIFY_FAILS(outcome, ErrorCode::TopicGone);
        QVERIFY(monitoring::asksWhereToBegin(outcome.error()));
        QVERIFY2(outcome.error().what.find("nothing before P0 @ 20 was scored") != std::string::npos,
                 outcome.error().what.c_str());
        request.attachment.startAt = scoring::StartAt::Committed;
        VERIFY_FAILS(sit(request, 100), ErrorCode::TopicGone);
        request.attachment.startAt = scoring::StartAt::Earliest;
        const auto all = sit(request, 100);
        VERIFY_OK(all);
        QCOMPARE(all->scored, 100);
    }

    // Before the first check of the topic, only the number of records distinguishes the old topic from the
    // new one.
    void aTopicMadeAnewAtOnceHadNoMoreScoredThanItHas() {
        auto request = freshPlace("anew-soon", 1);
        request.attachment.startAt = scoring::StartAt::Earliest;
        const std::string& topic = request.attachment.source.value;
        VERIFY_OK(write(topic, 20, 1));
        std::atomic<std::int64_t> scored = 0;
        Result<monitoring::AttachOutcome> outcome = fail(ErrorCode::Internal, "not run");
        std::jthread running([&] {
            outcome =
                sit(request, 1000, [&](const monitoring::AttachUpdate& update) { scored = update.scored; });
        });
        QTRY_VERIFY_WITH_TIMEOUT(scored == 20, 20000);
        VERIFY_OK(m_admin.deleteTopic(topic));
        VERIFY_OK(m_admin.createTopic(topic, 1));
        VERIFY_OK(write(topic, 3, 1));
        running.join();
        VERIFY_FAILS(outcome, ErrorCode::TopicGone);
        const std::string& what = outcome.error().what;
        QVERIFY2(what.find("at most 3 records") != std::string::npos ||
                     what.find("nothing before P0 @ 20 was scored") != std::string::npos,
                 what.c_str());
    }

    // Readers of the predictions have lost the earlier ones.
    void aTargetMadeAnewIsTold() {
        const auto request = freshPlace("target-anew", 1);
        VERIFY_OK(sit(request, 0));
        const auto remake = [&] {
            VERIFY_OK(m_admin.deleteTopic(request.attachment.target.value));
            VERIFY_OK(m_admin.createTopic(request.attachment.target.value, 1));
        };
        remake();
        std::atomic<int> told = 0;
        const auto count = [&](const monitoring::AttachUpdate& update) {
            told += update.targetMadeAnew ? 1 : 0;
        };
        VERIFY_OK(sit(request, 0, count));
        QCOMPARE(told.load(), 1);
        VERIFY_OK(sit(request, 0, count));
        QCOMPARE(told.load(), 1);
        std::atomic<bool> begun = false;
        std::jthread running([&] {
            static_cast<void>(sit(request, 10, [&](const monitoring::AttachUpdate& update) {
                begun = true;
                count(update);
            }));
        });
        QTRY_VERIFY_WITH_TIMEOUT(begun, 20000);
        remake();
        QTRY_COMPARE_WITH_TIMEOUT(told.load(), 2, 30000);
        VERIFY_OK(write(request.attachment.source.value, 10, 1));
        running.join();
        QCOMPARE(told.load(), 2);
    }

    void aGroupThatWasMovedBackAsksWhereToBegin() {
        const auto request = freshPlace("reset", 1);
        VERIFY_OK(sit(request, 0));
        VERIFY_OK(write(request.attachment.source.value, 5, 1));
        VERIFY_OK(sit(request, 5));
        auto other =
            m_connection->openTail(request.attachment.source, {{at(0, 5)}}, request.attachment.group);
        VERIFY_OK(other);
        VERIFY_OK((*other)->commit({at(0, 2)}, broker::Presence::Ended));
        const auto refused = sit(request, 3);
        VERIFY_FAILS(refused, ErrorCode::Mismatch);
        QVERIFY(monitoring::asksWhereToBegin(refused.error()));
    }

    void aGroupOfAnotherTargetIsNotTakenWithoutAWord() {
        auto request = freshPlace("targets", 1);
        VERIFY_OK(sit(request, 0));
        request.attachment.target = TopicName(freshTopic("elsewhere"));
        const auto refused = sit(request, 0);
        VERIFY_FAILS(refused, ErrorCode::Mismatch);
        QVERIFY(monitoring::asksWhereToBegin(refused.error()));
        request.attachment.startAt = scoring::StartAt::Latest;
        VERIFY_OK(sit(request, 0));
    }

    void partitionsThatComeWhileItRunsAreScoredFromTheirBeginning() {
        auto request = freshPlace("growing", 2);
        request.attachment.lookAtTopicsEvery = 500ms;
        request.maxRecords = 50;
        std::atomic<bool> begun = false;
        std::vector<PartitionId> told;
        Result<monitoring::AttachOutcome> outcome = fail(ErrorCode::Internal, "not run");
        std::jthread running([&] {
            outcome = sit(request, 50, [&](const monitoring::AttachUpdate& update) {
                begun = true;
                told.insert(told.end(), update.newPartitions.begin(), update.newPartitions.end());
            });
        });
        QTRY_VERIFY_WITH_TIMEOUT(begun, 20000);
        VERIFY_OK(m_admin.growTo(request.attachment.source.value, 5));
        VERIFY_OK(write(request.attachment.source.value, 50, 5));
        running.join();
        VERIFY_OK(outcome);
        QCOMPARE(outcome->scored, 50);
        QCOMPARE(told, (std::vector{PartitionId(2), PartitionId(3), PartitionId(4)}));
        QCOMPARE(predicted(request).size(), std::size_t(50));
        QCOMPARE(committed(request), (std::vector{at(0, 10), at(1, 10), at(2, 10), at(3, 10), at(4, 10)}));
    }

    void partitionsThatCameMeanwhileAreScoredFromTheirBeginning() {
        const auto request = freshPlace("grown", 1);
        VERIFY_OK(sit(request, 0));
        VERIFY_OK(m_admin.growTo(request.attachment.source.value, 3));
        VERIFY_OK(write(request.attachment.source.value, 30, 3));
        std::vector<PartitionId> told;
        const auto outcome = sit(request, 30, [&](const monitoring::AttachUpdate& update) {
            told.insert(told.end(), update.newPartitions.begin(), update.newPartitions.end());
        });
        VERIFY_OK(outcome);
        QCOMPARE(outcome->scored, 30);
        QCOMPARE(told, (std::vector{PartitionId(1), PartitionId(2)}));
        QCOMPARE(predicted(request).size(), std::size_t(30));
    }

    // A key that is too large, and a timestamp that the target refuses, each among other records in its
    // batch.
    void whatTheTargetRefusesIsKeptAndTheRestGoesOn() {
        for (const bool deadLetters : {false, true}) {
            auto request = freshPlace(deadLetters ? "letters" : "refused", 1);
            VERIFY_OK(m_admin.createTopic(
                request.attachment.target.value, 1,
                {{"max.message.bytes", "20000"}, {"message.timestamp.before.max.ms", "3600000"}}));
            if (deadLetters)
                request.attachment.deadLetter = TopicName(freshTopic("dead-letters"));
            VERIFY_OK(sit(request, 0));
            const TimestampMs now = timeNow();
            const std::string& topic = request.attachment.source.value;
            for (int i = 0; i < 20; ++i)
                VERIFY_OK(m_writer->write(topic, 0, i == 11 ? TimestampMs(1'600'000'000'000) : now,
                                          i == 5 ? largeKey() : "k", R"({"a":1,"b":2})"));
            VERIFY_OK(m_writer->flush());
            std::vector<scoring::UnpublishedRecord> told;
            const auto outcome = sit(request, 20, [&](const monitoring::AttachUpdate& update) {
                told.insert(told.end(), update.unpublished.begin(), update.unpublished.end());
            });
            VERIFY_OK(outcome);
            QCOMPARE(outcome->scored, 20);
            QCOMPARE(outcome->unpublished, 2);
            QCOMPARE(outcome->committed, (std::vector{at(0, 20)}));
            QCOMPARE(committed(request), (std::vector{at(0, 20)}));
            const auto published = predicted(request);
            QCOMPARE(published.size(), std::size_t(18));
            QVERIFY(!published.contains(at(0, 5)) && !published.contains(at(0, 11)));
            QCOMPARE(told.size(), std::size_t(2));
            QCOMPARE(told[0].source, at(0, 5));
            QVERIFY2(told[0].reason.find("too large") != std::string::npos, told[0].reason.c_str());
            QCOMPARE(told[1].source, at(0, 11));
            QVERIFY2(told[1].reason.find("time") != std::string::npos, told[1].reason.c_str());
            auto workspace = workspace::Workspace::open(folder());
            VERIFY_OK(workspace);
            const auto kept = monitoring::UnpublishedRows(**workspace, outcome->monitorId).load();
            VERIFY_OK(kept);
            QCOMPARE(*kept, told);
            if (deadLetters) {
                auto letters = request;
                letters.attachment.target = request.attachment.deadLetter;
                QCOMPARE(predicted(letters), (std::set{at(0, 5), at(0, 11)}));
            }
        }
    }

    // A broker that hangs keeps its connections open, so it is detected only by its silence.
    void aBrokerThatHangsIsToldAndHoldsUpNoEnd() {
        const auto request = freshPlace("frozen", 1);
        std::atomic<bool> begun = false;
        std::atomic<bool> away = false;
        std::atomic<std::int64_t> scored = 0;
        std::stop_source stop;
        Result<monitoring::AttachOutcome> outcome = fail(ErrorCode::Internal, "not run");
        std::jthread running([&] {
            outcome = monitoring::runAttachment(
                *m_connection, folder(), request,
                [&](const monitoring::AttachUpdate& update) {
                    begun = true;
                    scored = update.scored;
                    away = !update.connected;
                },
                stop.get_token());
        });
        QTRY_VERIFY_WITH_TIMEOUT(begun, 20000);
        VERIFY_OK(write(request.attachment.source.value, 5, 1));
        QTRY_VERIFY_WITH_TIMEOUT(scored == 5 && !away, 20000);
        m_bed.freeze();
        QElapsedTimer clock;
        clock.start();
        const bool wasTold = QTest::qWaitFor([&] { return away.load(); }, 15000);
        const qint64 toldAfter = clock.elapsed();
        clock.start();
        stop.request_stop();
        running.join();
        const qint64 endedAfter = clock.elapsed();
        m_bed.thaw();
        qInfo("a frozen broker: told after %lld ms, ended after %lld ms", toldAfter, endedAfter);
        VERIFY_OK(outcome);
        QVERIFY(wasTold);
        QVERIFY2(toldAfter <= 2500, qPrintable(QString::number(toldAfter)));
        QVERIFY2(endedAfter <= 1000, qPrintable(QString::number(endedAfter)));
        QCOMPARE(committed(request), (std::vector{at(0, 5)}));
    }

  private:
    static Position at(int partition, std::int64_t offset) {
        return {PartitionId(partition), Offset(offset)};
    }
    /// Text that cannot be compressed.
    static std::string largeKey() {
        std::mt19937 random(7);
        std::string key(30000, ' ');
        for (char& letter : key)
            letter = static_cast<char>('!' + random() % 90);
        return key;
    }
    static std::stop_token stopped() {
        std::stop_source source;
        source.request_stop();
        return source.get_token();
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    /// Distributes the records over the partitions in turn.
    Status write(const std::string& topic, int count, int partitions) {
        for (int i = 0; i < count; ++i) {
            const std::string value =
                QString(R"({"a":%1,"b":%2})").arg(i % 17).arg(0.5 * (i % 17) + i % 3).toStdString();
            if (auto written =
                    m_writer->write(topic, i % partitions, TimestampMs(1'700'000'000'000 + i), "k", value);
                !written)
                return written;
        }
        return m_writer->flush();
    }

    /// A request for an unused group and source; the attachment creates the target.
    [[nodiscard]] monitoring::AttachRequest freshPlace(const std::string& what, int partitions) {
        monitoring::AttachRequest request;
        request.modelId = m_model;
        request.profileName = "bed";
        const std::string topic = freshTopic(what);
        request.attachment.source = TopicName(topic);
        request.attachment.target = TopicName(topic + "-predictions");
        request.attachment.group = "group-of-" + topic;
        if (Status made = m_admin.createTopic(topic, partitions); !made)
            qFatal("%s", made.error().text().c_str());
        return request;
    }

    /// Runs the same request again until `records` are scored, or for a second if none is expected.
    Result<monitoring::AttachOutcome> sit(monitoring::AttachRequest request, int records,
                                          const monitoring::AttachSink& sink = {}) {
        auto workspace = workspace::Workspace::open(folder());
        if (!workspace)
            return forward(workspace);
        auto earlier = monitoring::monitorToContinue(**workspace, request);
        if (!earlier)
            return forward(earlier);
        request.resumeMonitorId = *earlier ? (*earlier)->id : 0;
        request.maxRecords = records;
        request.maxDuration = records == 0 ? 1s : 30s;
        return monitoring::runAttachment(*m_connection, folder(), request, sink, {});
    }

    [[nodiscard]] std::vector<Position> committed(const monitoring::AttachRequest& request) {
        return m_connection->committed(request.attachment.group, request.attachment.source)
            .value_or(std::vector<Position>{at(-1, -1)});
    }

    /// The records that have a prediction.
    [[nodiscard]] std::set<Position> predicted(const monitoring::AttachRequest& request) {
        std::set<Position> sources;
        const auto predictions = readPredictions(*m_connection, request.attachment.target.value);
        if (predictions)
            for (const Prediction& prediction : *predictions)
                sources.insert(prediction.source);
        return sources;
    }

    KafkaBed& m_bed;
    LogAdmin m_admin;
    QTemporaryDir m_folder;
    std::unique_ptr<LogWriter> m_writer;
    std::shared_ptr<broker::Connection> m_connection;
    std::string m_model;
};

std::unique_ptr<QObject> makeNothingLostTest(KafkaBed& bed) { return std::make_unique<TestNothingLost>(bed); }

} // namespace driftwood::test

#include "test_nothing_lost.moc"
