#include "broker/peek.h"
#include "dataset/dataset.h"
#include "demo/demo_feed.h"
#include "evaluation/backtest_job.h"
#include "monitoring/attachment_job.h"
#include "runs/training_job.h"
#include "support/result_check.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <map>
#include <set>

using namespace driftwood;

namespace {

const TopicName kMachines("plant.machines");
const TopicName kPredictions("plant.machines.predictions");

training::TrainingSpec smallAutoencoder() {
    training::TrainingSpec spec;
    spec.task = training::Task::AnomalyDetection;
    spec.network = {training::NetworkKind::Autoencoder, {16, 4, 16}, training::Activation::Relu};
    spec.epochs = 3;
    spec.patience = 0;
    spec.seed = 7;
    return spec;
}

} // namespace

/// The complete workflow through the session's functions, which both the CLI and the window call.
class TestRiver : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<demo::DemoFeed> m_feed;
    std::shared_ptr<broker::Connection> m_connection;
    QTemporaryDir m_folder;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    runs::TrainRequest request(const std::string& name) const {
        runs::TrainRequest request;
        request.dataset = "day";
        request.modelName = name;
        request.training = smallAutoencoder();
        return request;
    }

  private Q_SLOTS:
    void initTestCase() {
        demo::DemoOptions options;
        options.seed = 3;
        auto feed = demo::DemoFeed::start(options);
        VERIFY_OK(feed);
        m_feed = std::move(*feed);
        auto connection = broker::Connection::open(m_feed->profile());
        VERIFY_OK(connection);
        m_connection = std::move(*connection);

        dataset::DatasetRequest request;
        request.name = "day";
        auto watermarks = m_connection->watermarks(kMachines);
        VERIFY_OK(watermarks);
        request.ranges.topic = kMachines;
        for (const auto& w : *watermarks)
            request.ranges.ranges.push_back({w.partition, w.low, w.high});
        auto filter = dataset::Filter::parse("fault == false");
        VERIFY_OK(filter);
        request.filter = *filter;
        auto data = dataset::createDataset(*m_connection, request, {}, {});
        VERIFY_OK(data);
        QVERIFY(data->manifest.rows > 10000);
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addDataset(data->manifest, "demo"));
    }

    void theSameManifestAndSeedGiveTheSameWeights() {
        const auto first = runs::runTraining(*m_connection, folder(), request("first"), {}, {});
        VERIFY_OK(first);
        const auto second = runs::runTraining(*m_connection, folder(), request("second"), {}, {});
        VERIFY_OK(second);
        QVERIFY(first->model && second->model);
        QCOMPARE(first->model->learned.weights(), second->model->learned.weights());
        QCOMPARE(first->model->threshold, second->model->threshold);
        QCOMPARE(first->model->lineage.dataset.fingerprint, second->model->lineage.dataset.fingerprint);

        auto other = request("other");
        other.training.seed = 8;
        const auto third = runs::runTraining(*m_connection, folder(), other, {}, {});
        VERIFY_OK(third);
        QVERIFY(third->model->learned.weights() != first->model->learned.weights());
    }

    void aStoppedRunResumesToTheSameWeights() {
        const auto whole = runs::runTraining(*m_connection, folder(), request("whole"), {}, {});
        VERIFY_OK(whole);

        std::stop_source stop;
        std::int64_t lastStep = 0;
        const auto stopped = runs::runTraining(
            *m_connection, folder(), request("stopped"),
            [&](runs::TrainUpdate update) {
                if (update.progress.stage == "training" && ++lastStep == whole->run.steps / 2)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_OK(stopped);
        QVERIFY(!stopped->model);
        QCOMPARE(stopped->run.status, workspace::RunStatus::Stopped);
        QCOMPARE(stopped->run.steps, whole->run.steps / 2);

        const auto resumed = runs::resumeTraining(*m_connection, folder(), stopped->run.id, {}, {});
        VERIFY_OK(resumed);
        QCOMPARE(resumed->model->learned.weights(), whole->model->learned.weights());
        QCOMPARE(resumed->run.steps, whole->run.steps);

        VERIFY_FAILS(runs::resumeTraining(*m_connection, folder(), stopped->run.id, {}, {}),
                     ErrorCode::InvalidArgument);
    }

    void runsAndCurvesAreInTheWorkspace() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto runs = (*workspace)->runs();
        VERIFY_OK(runs);
        QVERIFY(!runs->empty());
        const auto metrics = (*workspace)->metrics(runs->front().id);
        VERIFY_OK(metrics);
        std::set<std::string> names;
        for (const auto& m : *metrics)
            names.insert(m.name);
        QVERIFY(names.contains("train/loss"));
        QVERIFY(names.contains("validation/loss"));
    }

    void everyLiveRecordGetsThePredictionItGetsInReplay() {
        const auto trained = runs::runTraining(*m_connection, folder(), request("live"), {}, {});
        VERIFY_OK(trained);
        VERIFY_OK(m_feed->broker().createTopic(kPredictions, 4));
        const auto before = m_connection->watermarks(kMachines);
        VERIFY_OK(before);

        monitoring::AttachRequest attach;
        attach.modelId = trained->model->id;
        attach.attachment.source = kMachines;
        attach.attachment.target = kPredictions;
        attach.attachment.group = "test-river";
        for (const auto& w : *before)
            attach.attachment.startPositions.push_back({w.partition, w.high});
        attach.maxRecords = 600;
        attach.maxDuration = std::chrono::seconds(60);
        const auto live = monitoring::runAttachment(*m_connection, folder(), attach, {}, {});
        VERIFY_OK(live);
        QCOMPARE(live->end, monitoring::AttachEnd::RecordLimit);

        const auto committed = m_connection->committed("test-river", kMachines);
        VERIFY_OK(committed);
        QCOMPARE(*committed, live->committed);

        evaluation::BacktestRequest replay;
        replay.models = {trained->model->id};
        replay.ranges = broker::TopicRanges{kMachines, {}};
        for (std::size_t i = 0; i < before->size(); ++i)
            replay.ranges->ranges.push_back(
                {(*before)[i].partition, (*before)[i].high, live->committed[i].offset});
        const auto replayed = evaluation::runBacktest(*m_connection, folder(), replay, {}, {});
        VERIFY_OK(replayed);
        QCOMPARE(replayed->rows, live->scored);

        broker::PeekRequest all;
        all.from = broker::PeekRequest::From::Oldest;
        all.limit = 1000000;
        const auto published = broker::peek(*m_connection, kPredictions, all, {});
        VERIFY_OK(published);
        QCOMPARE(static_cast<std::int64_t>(published->size()), live->scored);

        // Scores the replayed records again, one by one:
        // a record alone must score as it did among others.
        const auto data =
            dataset::createDataset(*m_connection,
                                   dataset::DatasetRequest{.name = "live",
                                                           .ranges = *replay.ranges,
                                                           .decoder = trained->model->lineage.dataset.decoder,
                                                           .split = {.validationFraction = 0.0}},
                                   {}, {});
        VERIFY_OK(data);
        auto scorer = scoring::Scorer::create(trained->model);
        VERIFY_OK(scorer);
        std::map<std::pair<int, qint64>, double> expected;
        for (std::uint32_t row = 0; row < data->rows.rows(); ++row) {
            records::RecordBatch one(data->rows.sharedSchema());
            one.gather(data->rows, std::vector{row});
            const auto prediction = (*scorer)->score(one);
            VERIFY_OK(prediction);
            const RowPosition at = one.position(0);
            expected[{at.partition.value, at.offset.value}] = prediction->values[0];
        }
        for (std::size_t i = 0; i < published->size(); ++i) {
            std::map<std::string, std::string> headers;
            for (const auto& [name, value] : published->headers(i))
                headers[name] = value.value_or("");
            QCOMPARE(headers.at(std::string(scoring::kModelIdHeader)), trained->model->id);
            QCOMPARE(headers.at(std::string(scoring::kSourceTopicHeader)), kMachines.value);
            const std::pair<int, qint64> source{
                std::stoi(headers.at(std::string(scoring::kSourcePartitionHeader))),
                std::stoll(headers.at(std::string(scoring::kSourceOffsetHeader)))};
            const auto& record = (*published)[i];
            QCOMPARE(record.partition.value, source.first);
            const auto json = QJsonDocument::fromJson(
                QByteArray(record.value.data(), static_cast<qsizetype>(record.value.size())));
            QCOMPARE(json.object()["value"].toDouble(), expected.at(source));
            expected.erase(source);
        }
        QVERIFY2(expected.empty(), "a record has no prediction");
    }

    void aBacklogIsJudgedByTheWindowsOfItsReplay() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto models = (*workspace)->models();
        VERIFY_OK(models);
        QVERIFY(!models->empty()); // created by the previous tests
        const auto before = m_connection->watermarks(kMachines);
        VERIFY_OK(before);

        monitoring::AttachRequest attach;
        attach.modelId = models->front().id;
        attach.attachment.source = kMachines;
        attach.drift.windowRecords = 500;
        evaluation::BacktestRequest replay;
        replay.models = {attach.modelId};
        replay.drift = attach.drift;
        replay.ranges = broker::TopicRanges{kMachines, {}};
        for (const auto& w : *before) {
            attach.attachment.startPositions.push_back({w.partition, w.low});
            replay.ranges->ranges.push_back({w.partition, w.low, w.high});
            attach.maxRecords += w.high - w.low;
        }
        QVERIFY(attach.maxRecords > 20 * attach.drift.windowRecords);
        const auto live = monitoring::runAttachment(*m_connection, folder(), attach, {}, {});
        VERIFY_OK(live);
        QCOMPARE(live->end, monitoring::AttachEnd::RecordLimit);
        const auto replayed = evaluation::runBacktest(*m_connection, folder(), replay, {}, {});
        VERIFY_OK(replayed);

        // Some records arrived while the attachment started, so its backlog may be slightly longer.
        const auto& windows = replayed->results.front().reports;
        const auto whole = static_cast<std::size_t>(replayed->rows / attach.drift.windowRecords);
        QVERIFY(whole > 20 && live->reports.size() >= whole && windows.size() >= whole);
        for (std::size_t w = 0; w + 1 < whole; ++w) {
            const drift::DriftReport& a = live->reports[w];
            const drift::DriftReport& b = windows[w];
            QVERIFY2(a.range == b.range, qPrintable(QString("window %1 covers other records").arg(w)));
            QCOMPARE(a.records, b.records);
            QCOMPARE(a.meanError, b.meanError);
            QCOMPARE(a.prediction.psi, b.prediction.psi);
            for (std::size_t f = 0; f < a.fields.size(); ++f)
                QCOMPARE(a.fields[f].psi, b.fields[f].psi);
        }
    }

    void anAttachmentStopsWhenTold() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto models = (*workspace)->models();
        VERIFY_OK(models);
        monitoring::AttachRequest attach;
        attach.modelId = models->front().id;
        attach.attachment.source = kMachines;
        attach.attachment.startAt = scoring::StartAt::Latest;
        std::stop_source stop;
        int updates = 0;
        const auto live = monitoring::runAttachment(
            *m_connection, folder(), attach,
            [&](const monitoring::AttachUpdate&) {
                if (++updates == 3)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_OK(live);
        QCOMPARE(live->end, monitoring::AttachEnd::StoppedByUser);
        const auto monitors = (*workspace)->monitors();
        VERIFY_OK(monitors);
        for (const auto& monitor : *monitors)
            QVERIFY(!monitor.running);
    }

    void aRangeThatIsGoneIsRefused() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        auto row = (*workspace)->dataset("day");
        VERIFY_OK(row);
        dataset::Manifest manifest = row->manifest;
        manifest.name = "tampered";
        manifest.partitions[0].sha256[0] = manifest.partitions[0].sha256[0] == '0' ? '1' : '0';
        manifest.fingerprint = dataset::computeFingerprint(manifest);
        VERIFY_FAILS(dataset::loadDataset(*m_connection, manifest, {}, {}), ErrorCode::Mismatch);
    }
};

QTEST_GUILESS_MAIN(TestRiver)
#include "test_river.moc"
