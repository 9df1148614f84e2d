// The main workflow on real data: car sensors of a public talk, from the topic to a model and back.

#include "dataset/dataset.h"
#include "evaluation/export_job.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/predictions.h"
#include "kafka/support/reading.h"
#include "kafka/support/source_records.h"
#include "monitoring/attachment_job.h"
#include "runs/training_job.h"
#include "support/result_check.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <thread>

namespace driftwood::test {

using namespace std::chrono_literals;

/// The functions build on each other: each continues where the previous one ended.
class TestMainJob : public QObject {
    Q_OBJECT

  public:
    explicit TestMainJob(KafkaBed& bed)
        : m_bed(bed)
        , m_source(freshTopic("cars"))
        , m_target(freshTopic("car-predictions")) {}

  private Q_SLOTS:
    void initTestCase() {
        auto records = carSensorRecords();
        VERIFY_OK(records);
        QCOMPARE(records->size(), std::size_t(10000));
        const auto middle = records->begin() + 5000;
        m_firstHalf.assign(records->begin(), middle);
        m_secondHalf.assign(middle, records->end());

        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(m_source.value, 3));
        VERIFY_OK(admin.createTopic(m_target.value, 3));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writeAll(writer, m_source.value, m_firstHalf));
        auto opened = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(opened);
        m_connection = *opened;
    }

    void cleanupTestCase() { m_connection.reset(); }

    void aTimeRangeBecomesADataSet() {
        // All but the last ten rounds, so that the range ends before the topic does.
        const TimestampMs from = m_firstHalf.front().timestamp;
        const TimestampMs to = m_firstHalf[4000].timestamp;
        const auto begins = m_connection->offsetsAtTime(m_source, from);
        VERIFY_OK(begins);
        const auto ends = m_connection->offsetsAtTime(m_source, to);
        VERIFY_OK(ends);
        broker::TopicRanges ranges{m_source, {}};
        for (std::size_t i = 0; i < begins->size(); ++i)
            ranges.ranges.push_back({(*begins)[i].partition, (*begins)[i].offset, (*ends)[i].offset});
        QCOMPARE(ranges.span(), 4000);

        const auto created =
            dataset::createDataset(*m_connection, {.name = "cars", .ranges = ranges}, {}, {});
        VERIFY_OK(created);
        QCOMPARE(created->manifest.rows, 4000);
        QCOMPARE(created->manifest.undecodable, 0);
        QVERIFY(std::ranges::is_sorted(created->rows.timestampsMs()));
        const auto again = dataset::loadDataset(*m_connection, created->manifest, {}, {});
        VERIFY_OK(again);
        QCOMPARE(again->manifest.fingerprint, created->manifest.fingerprint);

        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addDataset(created->manifest, "bed"));
    }

    void trainingLowersTheLoss() {
        const auto outcome = runs::runTraining(*m_connection, folder(), autoencoder(), {}, {});
        VERIFY_OK(outcome);
        QVERIFY(outcome->model != nullptr);
        m_model = outcome->model;
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto metrics = (*workspace)->metrics(outcome->run.id);
        VERIFY_OK(metrics);
        std::vector<double> losses;
        for (const workspace::MetricRow& metric : *metrics)
            if (metric.name == "validation/loss")
                losses.push_back(metric.value);
        QVERIFY(losses.size() >= 2);
        qInfo("cars: validation loss %.4f after the first epoch, %.4f at best, %zu epochs", losses.front(),
              std::ranges::min(losses), losses.size());
        QVERIFY(std::ranges::min(losses) < 0.9 * losses.front());
    }

    void theExportAgreesWithOurScoring() {
        QVERIFY(m_model != nullptr);
        const std::filesystem::path file = folder() / "cars.pt";
        const auto report =
            evaluation::exportModel(*m_connection, folder(), m_model->id, model::kTorchScript, file, {});
        if (!report && report.error().code == ErrorCode::Unsupported)
            QSKIP(report.error().text().c_str());
        VERIFY_OK(report);
        QVERIFY(std::filesystem::file_size(file) > 0);
        QVERIFY(report->rowsCompared > 0);
        QVERIFY(report->maxAbsoluteDifference <= report->tolerance);
        qInfo("cars: exported for %s, %lld rows compared, largest difference %.2g", report->runtime.c_str(),
              static_cast<long long>(report->rowsCompared), report->maxAbsoluteDifference);
    }

    void everyNewRecordIsPredictedOnceInOrder() {
        QVERIFY(m_model != nullptr);
        const auto before = wholeTopic(*m_connection, m_source.value);
        VERIFY_OK(before);
        monitoring::AttachRequest request{.modelId = m_model->id, .profileName = "bed"};
        request.attachment = {.source = m_source, .target = m_target, .group = "car-scoring"};
        for (const broker::OffsetRange& range : before->ranges)
            request.attachment.startPositions.push_back({range.partition, range.end});
        request.maxRecords = 5000;
        request.maxDuration = 60s;

        LogWriter writer(m_bed.address(Listener::Plaintext));
        Status produced;
        std::jthread producing([&] { produced = writeSlowly(writer); });
        auto outcome = monitoring::runAttachment(*m_connection, folder(), request, {}, {});
        producing.join();
        VERIFY_OK(produced);
        VERIFY_OK(outcome);
        QCOMPARE(outcome->end, monitoring::AttachEnd::RecordLimit);
        QCOMPARE(outcome->scored, 5000);
        m_outcome = std::move(*outcome);

        const auto predictions = readPredictions(*m_connection, m_target.value);
        VERIFY_OK(predictions);
        QCOMPARE(predictions->size(), std::size_t(5000));
        // Each partition has the same records in the same order, each once.
        const auto written = writer.acknowledged();
        for (std::size_t i = 0; i < written.size(); ++i) {
            const Prediction& prediction = (*predictions)[i];
            QCOMPARE(prediction.record.position.partition, written[i].position.partition);
            QCOMPARE(prediction.source, written[i].position);
            QCOMPARE(prediction.sourceTopic, m_source.value);
            QCOMPARE(prediction.modelId, m_model->id);
            QCOMPARE(prediction.record.key, written[i].key);
        }
        const auto committed = m_connection->committed("car-scoring", m_source);
        VERIFY_OK(committed);
        const auto after = wholeTopic(*m_connection, m_source.value);
        VERIFY_OK(after);
        for (std::size_t i = 0; i < after->ranges.size(); ++i)
            QCOMPARE((*committed)[i].offset, after->ranges[i].end);
    }

    void theDriftReportsNameWhatDrifted() {
        std::int64_t records = 0;
        for (const drift::DriftReport& report : m_outcome.reports) {
            QCOMPARE(report.fields.size(), carSensorNames().size());
            QVERIFY(report.range.span() > 0);
            records += report.records;
        }
        QCOMPARE(records, 5000);
        // During the drive the battery discharges and the coolant heats up; the rest of the simulated data
        // stays as it was.
        for (const auto& [sensor, drifted] : {std::pair("battery_percentage", true),
                                              {"coolant_temp", true},
                                              {"intake_air_temp", false},
                                              {"battery_voltage", false},
                                              {"current_draw", false}}) {
            const drift::FieldDrift field = lastReportOf(sensor);
            qInfo("cars: %s drifted by PSI %.3f in the last thousand records", sensor, field.psi);
            QCOMPARE(field.drifted, drifted);
            const auto alarm = std::ranges::find(m_outcome.alarms, sensor, &drift::Alarm::path);
            QCOMPARE(alarm != m_outcome.alarms.end(), drifted);
        }
    }

  private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    static runs::TrainRequest autoencoder() {
        runs::TrainRequest request{.dataset = "cars", .modelName = "cars"};
        for (const std::string& sensor : carSensorNames())
            request.features.inputs.push_back({.path = sensor});
        request.training.network = {.kind = training::NetworkKind::Autoencoder, .hidden = {14, 7, 7}};
        request.training.batchSize = 32;
        return request;
    }

    [[nodiscard]] drift::FieldDrift lastReportOf(const std::string& sensor) const {
        if (m_outcome.reports.empty())
            return {};
        const auto& fields = m_outcome.reports.back().fields;
        const auto field = std::ranges::find(fields, sensor, &drift::FieldDrift::path);
        return field == fields.end() ? drift::FieldDrift{} : *field;
    }

    /// Writes the second half in fifty portions, over a second or two, while the model is attached.
    Status writeSlowly(LogWriter& writer) const {
        for (std::size_t begin = 0; begin < m_secondHalf.size(); begin += 100) {
            const auto first = m_secondHalf.begin() + static_cast<std::ptrdiff_t>(begin);
            if (auto written = writeAll(writer, m_source.value, {first, first + 100}); !written)
                return written;
            std::this_thread::sleep_for(20ms);
        }
        return {};
    }

    KafkaBed& m_bed;
    QTemporaryDir m_folder;
    TopicName m_source;
    TopicName m_target;
    std::vector<SourceRecord> m_firstHalf;
    std::vector<SourceRecord> m_secondHalf;
    std::shared_ptr<broker::Connection> m_connection;
    std::shared_ptr<const model::TrainedModel> m_model;
    monitoring::AttachOutcome m_outcome;
};

std::unique_ptr<QObject> makeMainJobTest(KafkaBed& bed) { return std::make_unique<TestMainJob>(bed); }

} // namespace driftwood::test

#include "test_main_job.moc"
