#include "broker/publisher.h"
#include "evaluation/backtest_job.h"
#include "evaluation/stored_model.h"
#include "monitoring/attachment_job.h"
#include "sensor_bench.h"
#include "support/result_check.h"
#include "support/small_disk.h"

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace driftwood;
using driftwood::test::SensorBench;
using driftwood::test::SmallDisk;

namespace {

const TopicName kOther("other");

} // namespace

/// Errors of invalid jobs, and the stated quality of a one-pass model.
class TestJobErrors : public QObject {
    Q_OBJECT

    std::unique_ptr<SensorBench> m_bench;

    Result<runs::TrainOutcome> train(const runs::TrainRequest& request) {
        return runs::runTraining(*m_bench->connection, m_bench->folder(), request, {}, {});
    }
    Result<evaluation::BacktestOutcome> backtest(const evaluation::BacktestRequest& request) {
        return evaluation::runBacktest(*m_bench->connection, m_bench->folder(), request, {}, {});
    }
    static evaluation::BacktestRequest over(const TopicName& topic, std::int64_t begin, std::int64_t end) {
        evaluation::BacktestRequest request;
        request.models = {"model"};
        request.ranges = broker::TopicRanges{topic, {{PartitionId(0), Offset(begin), Offset(end)}}};
        return request;
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = SensorBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        VERIFY_OK(m_bench->append(0, 1000));
        VERIFY_OK(m_bench->takeDataset("sensors"));
        VERIFY_OK(train(SensorBench::request("sensors", "model")));
        VERIFY_OK(m_bench->broker->createTopic(kOther, 1));
        auto publisher = m_bench->connection->openPublisher(kOther);
        VERIFY_OK(publisher);
        for (int i = 0; i < 100; ++i)
            VERIFY_OK((*publisher)
                          ->publish({.key = {},
                                     .value = R"({"speed":1.5,"gear":3})",
                                     .timestamp = TimestampMs(i),
                                     .headers = {}}));
        VERIFY_OK((*publisher)->flush(std::chrono::seconds(10)));
    }

    void aBacktestIsKeptUnlessItIsToldNotToBe() {
        auto workspace = workspace::Workspace::open(m_bench->folder());
        VERIFY_OK(workspace);
        auto request = over(SensorBench::kTopic, 100, 300);
        request.keep = false;
        VERIFY_OK(backtest(request));
        QVERIFY((*workspace)->backtests()->empty());
        request.keep = true;
        const auto outcome = backtest(request);
        VERIFY_OK(outcome);
        const auto kept = (*workspace)->backtests();
        VERIFY_OK(kept);
        QCOMPARE(kept->size(), std::size_t(1));
        const auto& result = outcome->results.front();
        QCOMPARE(kept->front().modelId, result.model->id);
        QVERIFY(kept->front().datasetName.empty());
        QCOMPARE(kept->front().rows, outcome->rows);
        QCOMPARE(kept->front().predictionsSha256, result.predictionsSha256);
        QCOMPARE(kept->front().fromMs, outcome->records.partitions.front().firstTimestamp.value);
        QCOMPARE(kept->front().toMs, outcome->records.partitions.front().lastTimestamp.value);
        const auto quality = kept->front().quality.value();
        VERIFY_OK(quality);
        QVERIFY(quality->evaluation.values == result.evaluation.values);
    }

    void aBacktestNeedsNoWorkspaceThatCanBeWritten() {
        namespace fs = std::filesystem;
        const QTemporaryDir home;
        const fs::path folder = home.path().toStdString() + "/disk";
        const SmallDisk disk(folder, 20'000);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        fs::copy(m_bench->folder(), folder, fs::copy_options::recursive);
        QVERIFY(disk.makeReadOnly());
        const auto outcome = evaluation::runBacktest(*m_bench->connection, folder,
                                                     over(SensorBench::kTopic, 100, 300), {}, {});
        VERIFY_OK(outcome);
        QVERIFY(outcome->rows > 0 && !outcome->results.front().evaluation.values.empty());
        QVERIFY2(outcome->notKept.find("the workspace cannot be written") == 0, outcome->notKept.c_str());
    }

    void anUnknownParentIsRefusedBeforeAnythingIsRead() {
        auto request = SensorBench::request("sensors", "child");
        request.parentModelId = "no such model";
        VERIFY_FAILS(train(request), ErrorCode::NotFound);
        request.parentModelId = "model"; // by its name
        const auto child = train(request);
        VERIFY_OK(child);
        QCOMPARE(child->model->lineage.parentModelId.size(), std::size_t(12));
    }

    void aModelIsNotTriedOnRecordsWithoutItsFields() {
        const auto tried = backtest(over(kOther, 0, 100));
        VERIFY_FAILS(tried, ErrorCode::Mismatch);
        QVERIFY2(tried.error().what.find("pressure, temperature") != std::string::npos,
                 tried.error().what.c_str());
    }

    // One model reads a field as a number, another as text: the advice in the error can be followed.
    void modelsThatReadAFieldAsDifferentTypesAreTriedOneByOne() {
        const TopicName mixed("mixed");
        VERIFY_OK(m_bench->broker->createTopic(mixed, 1));
        auto publisher = m_bench->connection->openPublisher(mixed);
        VERIFY_OK(publisher);
        for (int i = 0; i < 400; ++i) {
            const std::string size = std::to_string(i % 7);
            const std::string value = R"({"size":)" + (i < 200 ? size : '"' + size + " m\"") +
                                      R"(,"level":)" + std::to_string(i % 5) + "}";
            VERIFY_OK((*publisher)
                          ->publish({.key = {}, .value = value, .timestamp = TimestampMs(i), .headers = {}}));
        }
        VERIFY_OK((*publisher)->flush(std::chrono::seconds(10)));
        for (const int begin : {0, 200}) {
            const std::string name = begin == 0 ? "numbers" : "texts";
            dataset::DatasetRequest request;
            request.name = name;
            request.ranges = {mixed, {{PartitionId(0), Offset(begin), Offset(begin + 200)}}};
            const auto data = dataset::createDataset(*m_bench->connection, request, {}, {});
            VERIFY_OK(data);
            VERIFY_OK((*workspace::Workspace::open(m_bench->folder()))->addDataset(data->manifest, "bench"));
            auto training = SensorBench::request(name, name);
            training.features.inputs = {{.path = "size"}, {.path = "level"}};
            if (begin > 0)
                training.features.inputs[0].transform = features::Transform::OneHot;
            VERIFY_OK(train(training));
        }
        auto both = over(mixed, 0, 400);
        both.models = {"numbers", "texts"};
        const auto refused = backtest(both);
        VERIFY_FAILS(refused, ErrorCode::Mismatch);
        QVERIFY2(refused.error().hint.find("one at a time") != std::string::npos,
                 refused.error().text().c_str());
        for (const char* each : {"numbers", "texts"}) {
            both.models = {each};
            const auto tried = backtest(both);
            VERIFY_OK(tried);
        }
        evaluation::BacktestRequest onData;
        onData.models = {"numbers"};
        onData.dataset = "texts";
        const auto otherTypes = backtest(onData);
        VERIFY_FAILS(otherTypes, ErrorCode::Mismatch);
        QVERIFY2(otherTypes.error().hint.find("range of the topic") != std::string::npos,
                 otherTypes.error().text().c_str());
    }

    void aModelIsNotTriedOnNothing() {
        VERIFY_FAILS(backtest(over(SensorBench::kTopic, 1000, 2000)), ErrorCode::NotFound);
    }

    void aModelIsNotAttachedToATopicOfOtherRecords() {
        monitoring::AttachRequest attach;
        attach.modelId = "model";
        attach.attachment.source = kOther;
        attach.maxDuration = std::chrono::milliseconds(100);
        const auto attached =
            monitoring::runAttachment(*m_bench->connection, m_bench->folder(), attach, {}, {});
        VERIFY_FAILS(attached, ErrorCode::Mismatch);
        QCOMPARE(attached.error().where, kOther.value);
    }

    void aOnePassModelIsJudgedByWhatItPredictedFirst() {
        auto request = SensorBench::request("sensors", "one pass");
        request.learner = training::LearnerKind::OnePass;
        request.training.task = training::Task::Regression;
        request.training.network = {training::NetworkKind::Linear, {}, training::Activation::Relu};
        request.features.inputs = {{.path = "temperature"}};
        request.features.labelKind = features::LabelKind::Number;
        request.features.labelPath = "pressure";
        const auto outcome = train(request);
        VERIFY_OK(outcome);
        const model::TrainedModel& model = *outcome->model;
        QVERIFY(model.validation.values.empty() && model.trainingEvaluation.values.empty());
        QCOMPARE(model.prequential.values.at("rows") + model.prequential.values.at("rows_before_learning"),
                 1000.0);
        // The baselines cover the same rows.
        QCOMPARE(model.baselines.front().evaluation.get("rows").value(), model.prequential.values.at("rows"));
        QVERIFY(model::modelCard(model).find("left out of the figures: nothing was learned yet") !=
                std::string::npos);

        auto workspace = workspace::Workspace::open(m_bench->folder());
        VERIFY_OK(workspace);
        const auto curve = (*workspace)->metrics(outcome->run.id);
        VERIFY_OK(curve);
        double last = 0.0;
        for (const auto& metric : *curve)
            if (metric.name == "prequential/rmse")
                last = metric.value; // sorted by step
        QVERIFY(last > 0.0);
        QCOMPARE(model.prequential.values.at("rmse"), last);
        const auto row = (*workspace)->model(model.id);
        VERIFY_OK(row);
        QCOMPARE(nlohmann::json::parse(row->quality.text()).at("prequential/rmse").get<double>(), last);
        const std::string card = model::modelCard(model);
        QVERIFY(card.find("prequential") != std::string::npos &&
                card.find("validation |") == std::string::npos);
        const auto loaded = model::loadBundle(row->bundlePath);
        VERIFY_OK(loaded);
        QCOMPARE(loaded->prequential.values, model.prequential.values);
    }

    void aStreamedRunInOnePassLearnsTheSame_data() {
        QTest::addColumn<int>("task");
        QTest::newRow("anomaly detection") << int(training::Task::AnomalyDetection);
        QTest::newRow("regression") << int(training::Task::Regression);
        QTest::newRow("classification") << int(training::Task::Classification);
    }
    void aStreamedRunInOnePassLearnsTheSame() {
        QFETCH(int, task);
        std::vector<model::TrainedModel> models;
        for (const std::int64_t mostInMemory : {1'000'000, 100}) {
            auto request = SensorBench::request("sensors", "one pass");
            request.learner = training::LearnerKind::OnePass;
            request.mostInMemory = mostInMemory;
            request.training.task = training::Task(task);
            request.features.inputs = {{.path = "temperature"}};
            if (request.training.task != training::Task::AnomalyDetection) {
                const bool isNumber = request.training.task == training::Task::Regression;
                request.training.network = {training::NetworkKind::Linear, {}, training::Activation::Relu};
                request.features.labelKind =
                    isNumber ? features::LabelKind::Number : features::LabelKind::Category;
                request.features.labelPath = isNumber ? "pressure" : "hot";
            }
            const auto outcome = train(request);
            VERIFY_OK(outcome);
            models.push_back(*outcome->model);
        }
        const model::TrainedModel& a = models.front();
        const model::TrainedModel& b = models.back();
        QVERIFY(a.learned.weights() == b.learned.weights());
        QVERIFY(a.features == b.features);
        QCOMPARE(a.threshold, b.threshold);
        QVERIFY(a.reference == b.reference);
        QVERIFY(a.prequential.values == b.prequential.values);
        QVERIFY(a.classRows == b.classRows);
        QCOMPARE(a.baselines.size(), b.baselines.size());
        for (std::size_t i = 0; i < a.baselines.size(); ++i)
            QVERIFY(a.baselines[i].evaluation.values == b.baselines[i].evaluation.values);
        QCOMPARE(a.examples.size(), b.examples.size());
        for (std::size_t i = 0; i < a.examples.size(); ++i)
            QVERIFY(a.examples[i].numeric == b.examples[i].numeric &&
                    a.examples[i].output == b.examples[i].output);
        QVERIFY(a.lineage.dataset == b.lineage.dataset);
    }

    void aBundleIsTakenInAgain() {
        namespace fs = std::filesystem;
        auto workspace = workspace::Workspace::open(m_bench->folder());
        VERIFY_OK(workspace);
        const auto before = (*workspace)->model("model");
        VERIFY_OK(before);
        const auto known = evaluation::takeInModel(**workspace, before->bundlePath);
        VERIFY_OK(known);
        QVERIFY(known->wasKnown);
        VERIFY_OK((*workspace)->removeModel(before->id)); // its bundle stays
        VERIFY_OK(evaluation::takeInModel(**workspace, before->bundlePath));
        const auto again = (*workspace)->model(before->id);
        VERIFY_OK(again);
        QCOMPARE(again->bundlePath, before->bundlePath);
        QCOMPARE(again->quality.text(), before->quality.text());
        QCOMPARE(again->datasetName, before->datasetName);
        QCOMPARE(again->runId, std::int64_t(0));

        // A model imported into another workspace is copied there.
        const QTemporaryDir elsewhere;
        const fs::path folder = elsewhere.path().toStdString();
        auto other = workspace::Workspace::open(folder / "other");
        VERIFY_OK(other);
        fs::copy(before->bundlePath, folder / "bundle");
        VERIFY_OK(evaluation::takeInModel(**other, folder / "bundle"));
        fs::remove_all(folder / "bundle");
        VERIFY_OK(evaluation::loadStoredModel(**other, "model"));

        // A changed bundle is refused, and nothing is recorded.
        fs::copy(before->bundlePath, folder / "changed");
        std::ofstream(folder / "changed" / "weights.safetensors", std::ios::app) << "x";
        VERIFY_OK((*other)->removeModel(before->id));
        VERIFY_FAILS(evaluation::takeInModel(**other, folder / "changed"), ErrorCode::Mismatch);
        QVERIFY((*other)->models()->empty());
    }
};

QTEST_GUILESS_MAIN(TestJobErrors)
#include "test_job_errors.moc"
