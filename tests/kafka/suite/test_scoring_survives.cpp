// The broker is killed and returns while a model is attached: every record still gets its prediction.

#include "dataset/dataset.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/predictions.h"
#include "kafka/support/training.h"
#include "scoring/attachment.h"
#include "support/result_check.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <thread>

namespace driftwood::test {

using namespace std::chrono_literals;

class TestScoringSurvives : public QObject {
    Q_OBJECT

  public:
    explicit TestScoringSurvives(KafkaBed& bed)
        : m_bed(bed)
        , m_source(freshTopic("machines"))
        , m_target(freshTopic("machine-predictions")) {}

  private Q_SLOTS:
    void initTestCase() {
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(m_source.value, kPartitions));
        VERIFY_OK(admin.createTopic(m_target.value, kPartitions));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writeReadings(writer, 0, kTrained));
        auto opened = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(opened);
        m_connection = *opened;
        auto model = trainedOnTheTopic();
        VERIFY_OK(model);
        m_model = std::make_shared<const model::TrainedModel>(std::move(*model));
    }

    void cleanupTestCase() { m_connection.reset(); }

    void noRecordIsLeftWithoutAPrediction() {
        auto attachment = scoring::Attachment::open(*m_connection, m_model,
                                                    {.source = m_source,
                                                     .target = m_target,
                                                     .group = "machine-scoring",
                                                     .startAt = scoring::StartAt::Latest});
        VERIFY_OK(attachment);
        LogWriter writer(m_bed.address(Listener::Plaintext));
        Status produced;
        // The second half is written after the broker was killed, so that writing cannot end before.
        std::promise<void> killed;
        std::jthread producing([&, died = killed.get_future()] {
            produced = writeReadings(writer, kTrained, kTrained + kScored / 2);
            died.wait();
            if (produced)
                produced = writeReadings(writer, kTrained + kScored / 2, kTrained + kScored);
        });

        std::atomic<std::int64_t> scored = 0;
        std::atomic<bool> sawItAway = false;
        std::atomic<bool> ended = false;
        Status outcome;
        std::jthread scoring([&](const std::stop_token& stop) {
            while (!stop.stop_requested() && outcome.has_value()) {
                auto batch = (*attachment)->step(stop, 100ms);
                if (batch) {
                    scored = (*attachment)->scored();
                    sawItAway = sawItAway || !batch->connected;
                } else if (batch.error().code != ErrorCode::Cancelled) {
                    outcome = forward(batch);
                }
            }
            ended = true;
        });
        const bool enough = QTest::qWaitFor([&] { return scored > kScored / 10 || ended; }, 30000);
        m_bed.kill();
        killed.set_value();
        QVERIFY(enough);
        const bool noticed = QTest::qWaitFor([&] { return sawItAway || ended; }, 30000);
        VERIFY_OK(m_bed.restart());
        QVERIFY(noticed);
        producing.join();
        VERIFY_OK(produced);
        const auto live = liveRecords();
        VERIFY_OK(live);
        QVERIFY(live->size() >= std::size_t(kScored));
        const auto liveCount = static_cast<std::int64_t>(live->size());
        QTRY_VERIFY_WITH_TIMEOUT(scored >= liveCount || ended, 60000);
        scoring.request_stop();
        scoring.join();
        VERIFY_OK(outcome);

        const auto predictions = readPredictions(*m_connection, m_target.value);
        VERIFY_OK(predictions);
        std::map<Position, std::string> values;
        for (const Prediction& prediction : *predictions) {
            const auto [known, isNew] =
                values.try_emplace(prediction.source, prediction.record.value.value_or(""));
            QVERIFY2(isNew || known->second == prediction.record.value,
                     "the same record was predicted differently");
        }
        for (const WrittenRecord& record : *live)
            QVERIFY2(values.contains(record.position),
                     qPrintable(QString("partition %1, offset %2 has no prediction")
                                    .arg(record.position.partition.value)
                                    .arg(record.position.offset.value)));
        QCOMPARE(values.size(), live->size());
        qInfo("scoring through a restart: %zu records (%zu of them written twice by their producer), %zu "
              "predicted "
              "twice; the broker was seen to be away: %s",
              live->size(), live->size() - writer.acknowledged().size(), predictions->size() - values.size(),
              sawItAway ? "yes" : "no");
    }

  private:
    static constexpr int kPartitions = 2;
    static constexpr int kTrained = 1000;
    static constexpr int kScored = 20000;

    /// The records after the training range, as they are in the log. A batch whose acknowledgement was lost
    /// with the broker may be there twice; then both copies need a prediction.
    [[nodiscard]] Result<std::vector<WrittenRecord>> liveRecords() {
        auto live = wholeTopic(*m_connection, m_source.value);
        if (!live)
            return forward(live);
        for (broker::OffsetRange& range : live->ranges)
            range.begin = Offset(kTrained / kPartitions);
        return readAll(*m_connection, *live);
    }

    /// Readings [begin, end) of two sensors, one per second of event time; about 10,000 of them are written
    /// per second.
    Status writeReadings(LogWriter& writer, int begin, int end) const {
        for (int i = begin; i < end; ++i) {
            const std::string value =
                QString(R"({"a":%1,"b":%2})").arg(i % 17).arg(0.5 * (i % 17) + i % 3).toStdString();
            if (auto written =
                    writer.write(m_source.value, i % kPartitions, TimestampMs(1000LL * i), "m", value);
                !written)
                return written;
            if (i % 100 == 0)
                std::this_thread::sleep_for(10ms);
        }
        return writer.flush();
    }

    [[nodiscard]] Result<model::TrainedModel> trainedOnTheTopic() {
        auto whole = wholeTopic(*m_connection, m_source.value);
        if (!whole)
            return forward(whole);
        auto data = dataset::createDataset(*m_connection, {.name = "machines", .ranges = *whole}, {}, {});
        if (!data)
            return forward(data);
        const features::FeatureSpec features{.inputs = {{.path = "a"}, {.path = "b"}}};
        const training::TrainingSpec spec{
            .network = {.kind = training::NetworkKind::Autoencoder, .hidden = {1}}, .epochs = 2};
        return trainModel(*data, features, spec);
    }

    KafkaBed& m_bed;
    TopicName m_source;
    TopicName m_target;
    std::shared_ptr<broker::Connection> m_connection;
    std::shared_ptr<const model::TrainedModel> m_model;
};

std::unique_ptr<QObject> makeScoringSurvivesTest(KafkaBed& bed) {
    return std::make_unique<TestScoringSurvives>(bed);
}

} // namespace driftwood::test

#include "test_scoring_survives.moc"
