// Promotion on Apache Kafka, and reports about other members of the group.

#include "base/clock.h"
#include "dataset/dataset.h"
#include "kafka/suite/suite.h"
#include "kafka/support/group_member.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/reading.h"
#include "monitoring/attachment_job.h"
#include "monitoring/promotion.h"
#include "runs/training_job.h"
#include "support/hand_over.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <random>
#include <thread>

namespace driftwood::test {

using namespace std::chrono_literals;

class TestPromotionOnKafka : public QObject {
    Q_OBJECT

  public:
    explicit TestPromotionOnKafka(KafkaBed& bed)
        : m_bed(bed)
        , m_source(freshTopic("handed"))
        , m_target(freshTopic("handed-predictions")) {}

  private Q_SLOTS:
    void initTestCase() {
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(m_source.value, kPartitions));
        VERIFY_OK(admin.createTopic(m_target.value, kPartitions));
        m_writer = std::make_unique<LogWriter>(m_bed.address(Listener::Plaintext));
        VERIFY_OK(write(600));
        auto opened = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(opened);
        m_connection = *opened;
        auto whole = wholeTopic(*m_connection, m_source.value);
        VERIFY_OK(whole);
        auto data = dataset::createDataset(*m_connection, {.name = "handed", .ranges = *whole}, {}, {});
        VERIFY_OK(data);
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addDataset(data->manifest, "bed"));
        for (const int seed : {1, 2}) {
            runs::TrainRequest request{.dataset = "handed", .modelName = "handed"};
            request.features.inputs = {{.path = "a"}, {.path = "b"}};
            request.training.network = {.kind = training::NetworkKind::Autoencoder, .hidden = {1}};
            request.training.epochs = 1;
            request.training.seed = static_cast<std::uint64_t>(seed);
            auto trained = runs::runTraining(*m_connection, folder(), request, {}, {});
            VERIFY_OK(trained);
            m_models.push_back(trained->model->id);
        }
    }

    void cleanupTestCase() {
        m_writer.reset();
        m_connection.reset();
    }

    void noRecordIsScoredTwiceOrLeftOut() {
        const auto outcome = handOver(
            *m_connection, folder(),
            {m_source, m_target, "handing-over", m_models[0], m_models[1], [this] { return write(40); }});
        VERIFY_OK(outcome);
        QVERIFY2(outcome->wrong.empty(), outcome->wrong.empty() ? "" : outcome->wrong.front().c_str());
        QVERIFY(outcome->byChampion >= 400 && outcome->byChallenger >= 200);
        qInfo("handed over: %lld predictions by v1, %lld by v2", static_cast<long long>(outcome->byChampion),
              static_cast<long long>(outcome->byChallenger));
    }

    // The successor keeps the dead-letter topic, although no option names it.
    void deadLettersAreKeptOverAHandOver() {
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        const TopicName target(freshTopic("handed-small"));
        const TopicName dead(freshTopic("handed-dead"));
        VERIFY_OK(admin.createTopic(target.value, kPartitions, {{"max.message.bytes", "20000"}}));
        monitoring::AttachRequest request;
        request.modelId = m_models[0];
        request.attachment = {
            .source = m_source, .target = target, .deadLetter = dead, .group = "handing-letters-over"};
        std::atomic<std::int64_t> monitor = 0;
        std::atomic<std::int64_t> unpublished = 0;
        Result<monitoring::AttachOutcome> outcome = fail(ErrorCode::Internal, "not run");
        std::jthread running([&](const std::stop_token& stop) {
            outcome = monitoring::runAttachments(
                *m_connection, folder(), request,
                [&](const monitoring::AttachUpdate& update) {
                    monitor = update.monitorId;
                    unpublished += static_cast<std::int64_t>(update.unpublished.size());
                },
                stop);
        });
        std::mt19937 random(7);
        std::string key(30000, ' '); // text that cannot be compressed
        for (char& letter : key)
            letter = static_cast<char>('!' + random() % 90);
        const auto writeLarge = [&] {
            VERIFY_OK(m_writer->write(m_source.value, 0, timeNow(), key, R"({"a":1,"b":2})"));
            VERIFY_OK(m_writer->flush());
        };
        QTRY_VERIFY_WITH_TIMEOUT(monitor != 0, 20000);
        writeLarge();
        QTRY_VERIFY_WITH_TIMEOUT(unpublished == 1, 20000);
        const std::int64_t before = monitor;
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto asked = monitoring::promote(*m_connection, **workspace, {before, m_models[1], "test", {}});
        VERIFY_OK(asked);
        VERIFY_OK(monitoring::awaitPromotion(**workspace, asked->id, 30s, {}));
        QTRY_VERIFY_WITH_TIMEOUT(monitor != before, 20000);
        writeLarge();
        QTRY_VERIFY_WITH_TIMEOUT(unpublished == 2, 20000);
        running.request_stop();
        running.join();
        VERIFY_OK(outcome);
        QCOMPARE(outcome->unpublished, 2);
        QCOMPARE(outcome->reachedNeither, 0);
        std::int64_t letters = 0;
        const auto marks = m_connection->watermarks(dead);
        VERIFY_OK(marks);
        for (const broker::Watermarks& mark : *marks)
            letters += mark.high.value - mark.low.value;
        QCOMPARE(letters, 2);
    }

    // The broker accepts no commits from outside a group with members; this is reported before a record is
    // scored.
    void aGroupThatConsumersHaveJoinedIsRefused() {
        GroupMember member(m_bed.address(Listener::Plaintext), "somebody-elses", "their-app", m_source.value);
        QTRY_VERIFY_WITH_TIMEOUT(member.assigned() == kPartitions, 60000);
        monitoring::AttachRequest request;
        request.modelId = m_models[0];
        request.attachment = {.source = m_source, .target = m_target, .group = "somebody-elses"};
        const auto before = wholeTopic(*m_connection, m_target.value);
        const auto refused = monitoring::runAttachment(*m_connection, folder(), request, {}, {});
        VERIFY_FAILS(refused, ErrorCode::AlreadyExists);
        QVERIFY2(refused.error().what.find("their-app") != std::string::npos, refused.error().what.c_str());
        const auto after = wholeTopic(*m_connection, m_target.value);
        VERIFY_OK(before);
        VERIFY_OK(after);
        QCOMPARE(after->span(), before->span());
    }

  private:
    static constexpr int kPartitions = 2;

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    Status write(int count) {
        for (int end = m_written + count; m_written < end; ++m_written) {
            const int i = m_written;
            const std::string value =
                QString(R"({"a":%1,"b":%2})").arg(i % 17).arg(0.5 * (i % 17) + i % 3).toStdString();
            if (auto written =
                    m_writer->write(m_source.value, i % kPartitions, TimestampMs(1000LL * i), "m", value);
                !written)
                return written;
        }
        return m_writer->flush();
    }

    KafkaBed& m_bed;
    TopicName m_source;
    TopicName m_target;
    QTemporaryDir m_folder;
    std::unique_ptr<LogWriter> m_writer;
    std::shared_ptr<broker::Connection> m_connection;
    std::vector<std::string> m_models;
    int m_written = 0;
};

std::unique_ptr<QObject> makePromotionTest(KafkaBed& bed) {
    return std::make_unique<TestPromotionOnKafka>(bed);
}

} // namespace driftwood::test

#include "test_promotion.moc"
